"""A year of Maria's card: swipes, a refund, a cash advance with its fee, payments, statements.

Everything is posted day by day through the services, as offsets from the business date; cycles
close by themselves. It ends at exactly `BALANCE`: the last payment before the last statement leaves
what the purchases after it need, and the last purchase takes the cents of interest.
The wallet knows the card and what is pending; it was in use before, so it knows no older swipe.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session, select

from models.accounts import Account, Product
from models.cards import Card
from models.credit_lines import BalanceType
from models.customers import Customer, Login
from models.swipes import Swipe
from services.credit_lines.cycle import cycles
from services.demo.cards import Issued, keep
from services.demo.lines import CARD_RATES, due_day
from services.demo.loans import link
from services.demo.merchants import Purchase, purchases
from services.disputes.opening import open_dispute
from services.ledger import line_of, line_position_of, lines, open_line
from services.subject import Subject
from services.swipes.result import SwipeResult, WalletSwipeState
from services.swipes.taking_in import record_on

NUMBER = "C-9035"
LIMIT = 500_000
BALANCE = 128_450
OPENED_AGO = 396
CLEARS_AFTER = 1
LAST = Purchase(1, "Northside Market", "groceries", 0)
ABOUT_LAST = 9_000
"""What the last purchase comes to, with the interest and the fee of the last cycle."""
ADVANCE = Purchase(14, "ATM, Mission Street", "cash", 10_000)
REFUNDED, REFUNDED_AFTER = Purchase(124, "Trailhead Outfitters", "shopping", 8_995), 9
DISPUTED = Purchase(9, "Metro Electronics", "electronics", 11_999)
PAID_BEFORE_DUE = timedelta(days=3)
IN_PART = 15_000
MONTHS_IN_PART = 3


@dataclass(frozen=True)
class _Step:
    """On a day: a swipe posts or is taken back, or a payment comes in (`purchase` is None)."""

    on: date
    purchase: Purchase | None = None
    back: bool = False
    kind: BalanceType = BalanceType.PURCHASES


def add_history(
    session: Session, product: Product, customer: Customer, issued: Issued, business_date: date
) -> None:
    """Open the account, link it to Maria, play the year, and open the dispute."""
    history = _History(session, product, issued, business_date)
    link(session, history.account, customer)
    history.play()
    login = session.exec(select(Login).where(Login.customer_id == customer.id)).one()
    subject = Subject(login.id or 0, customer.id or 0, 0, customer.first_name)
    swipe = history.swipes[DISPUTED]
    words = "I returned it the same day, and it was charged nevertheless."
    open_dispute(session, subject, NUMBER, f"s{swipe.id}", "not_credited", words)


class _History:
    def __init__(
        self, session: Session, product: Product, issued: Issued, business_date: date
    ) -> None:
        self.session, self.today = session, business_date
        self.account = _opened(session, product, business_date)
        self.card: Card = keep(session, self.account, issued[NUMBER])
        self.swipes: dict[Purchase, Swipe] = {}

    def play(self) -> None:
        assert self.account.id is not None
        steps = sorted([*self._swipes(), *self._payments()], key=lambda step: step.on)
        payments = [step for step in steps if step.purchase is None]
        for nth, step in enumerate(steps):
            if step.purchase is not None:
                self._swipe(step)
            elif step is payments[-1]:
                self._pay(step.on, self._owed() - self._before(steps[nth + 1 :]))
            elif step in payments[-MONTHS_IN_PART:]:
                self._pay(step.on, IN_PART)
            else:
                line = line_of(self.session, self.account.id)
                self._pay(step.on, line.statement_balance)
        last = Purchase(LAST.ago, LAST.merchant, LAST.category, BALANCE - self._owed())
        self._swipe(_Step(self.today, last))

    def _swipes(self) -> Iterator[_Step]:
        for one in (*purchases(), REFUNDED, DISPUTED):
            yield _Step(self._day(one.ago - CLEARS_AFTER), one)
        yield _Step(self._day(ADVANCE.ago), ADVANCE, kind=BalanceType.CASH_ADVANCES)
        yield _Step(self._day(REFUNDED.ago - REFUNDED_AFTER), REFUNDED, back=True)

    def _payments(self) -> Iterator[_Step]:
        line = line_of(self.session, self.account.id or 0)
        for cycle in cycles(line.due_day, self._day(OPENED_AGO), self.today):
            on = cycle.due_on - PAID_BEFORE_DUE
            if on < self.today - timedelta(days=13):
                yield _Step(on)

    def _before(self, after: list[_Step]) -> int:
        """What may be owed so that the steps `after` and the last purchase make up the balance."""
        coming = sum(step.purchase.amount for step in after if step.purchase)
        return BALANCE - coming - ABOUT_LAST

    def _swipe(self, step: _Step) -> None:
        assert step.purchase is not None
        state = WalletSwipeState.REVERSED if step.back else WalletSwipeState.CLEARED
        swiped_on = self._day(step.purchase.ago)
        found = SwipeResult(
            id=f"sw_demo_{step.purchase.ago}_{step.purchase.amount}",
            card_id=self.card.wallet_id,
            state=state,
            balance_type=step.kind,
            amount=step.purchase.amount,
            merchant=step.purchase.merchant,
            category=step.purchase.category,
            authorized_on=swiped_on,
            has_cleared=True,
            at=datetime.combine(swiped_on, time(19, 30), UTC),
        )
        record_on(self.session, self.card, found, step.on)
        if step.purchase is DISPUTED:
            wanted = select(Swipe).where(Swipe.wallet_id == found.id)
            self.swipes[DISPUTED] = self.session.exec(wanted).one()

    def _pay(self, on: date, amount: int) -> None:
        if amount > 0:
            lines.post_payment(self.session, self.account.id or 0, amount, on)

    def _owed(self) -> int:
        return line_position_of(self.session, self.account.id or 0).owed

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)


def _opened(session: Session, product: Product, business_date: date) -> Account:
    return open_line(
        session,
        number=NUMBER,
        product=product,
        name=product.name,
        credit_limit=LIMIT,
        due_day=due_day(business_date),
        rates=CARD_RATES,
        opened_on=business_date - timedelta(days=OPENED_AGO),
    )
