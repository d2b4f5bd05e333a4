"""A borrower with a loan of 360 payments in its sixteenth year and a line of 10,000 transactions.

Beside them a loan in its second year and a line of 100, to compare with. All is posted by the
services, day after day, as it happens: late, in parts, more than asked. The copy of the demo that
has them is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from sqlmodel import Session, select

from bench.kept import ROOT, kept_folder
from bench.served import settings
from models.accounts import Account, Product
from models.cards import Card, CardStatus
from models.credit_lines import BalanceType
from models.customers import Customer, SecondStep
from models.servicing import ExtraTo
from services.business_date import today
from services.credit_lines.cycle import cycles
from services.database import unit_of_work
from services.demo.lines import CARD_RATES, due_day
from services.demo.loans import link
from services.demo.merchants import purchases
from services.demo.offsets import first_due_before
from services.ledger import (
    close_account,
    line_of,
    line_position_of,
    lines,
    open_line,
    open_loan,
    post_late_fee,
    post_payment,
)
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms
from services.swipes.cards import add_card
from services.swipes.result import SwipeResult, WalletSwipeState
from services.swipes.taking_in import record_on
from tests.e2e.support.people import add_person
from tests.e2e.support.portal import PortalProcess

OLGA = "olga.lang@example.com"
LOAN, YOUNG_LOAN = "L-8360", "L-8012"
LINE, SHORT_LINE = "C-8000", "C-8001"
PAYMENTS = 360
MADE = {LOAN: 186, YOUNG_LOAN: 12}
SWIPES = {LINE: 10_000, SHORT_LINE: 100}
YEARS = 4
PENDING = 2
UNPAID = 400_00
"""Of a statement is left over each month, so that there is interest to explain."""


def kept_demo() -> Path:
    """A data folder of the demo with these accounts. Copy it: who serves it writes to it."""
    return kept_folder("long-accounts", str(SWIPES[LINE]), ROOT / "migrations", _fill)


def _fill(folder: Path) -> None:
    PortalProcess(folder).prepare()
    with settings(folder), unit_of_work() as session:
        add_person(session, OLGA, SecondStep.NONE)
        owner = session.exec(select(Customer).where(Customer.email == OLGA)).one()
        for number, made in MADE.items():
            _add_loan(session, owner, number, made)
        for number, count in SWIPES.items():
            _add_line(session, owner, number, count)


def _product(session: Session, code: str) -> Product:
    return session.exec(select(Product).where(Product.code == code)).one()


def _add_loan(session: Session, owner: Customer, number: str, made: int) -> None:
    """The last installment that fell due is missing."""
    on = today(session)
    first = first_due_before(on - timedelta(days=15), made)
    terms = Terms(24_800_000, Decimal("5.625"), PAYMENTS, first)
    account = open_loan(
        session,
        number=number,
        product=_product(session, "home"),
        name="",
        terms=terms,
        opened_on=terms.starts,
    )
    link(session, account, owner)
    for row in build_schedule(terms).rows[:made]:
        for payment in _paid(row.number, row.payment, row.due_date):
            post_payment(session, account.id or 0, payment.cents, payment.on, payment.extra)
    post_late_fee(session, account.id or 0, 15_00, on - timedelta(days=4))


@dataclass(frozen=True)
class _Payment:
    cents: int
    on: date
    extra: ExtraTo = ExtraTo.NEXT_PAYMENTS


def _paid(number: int, asked: int, due: date) -> Iterator[_Payment]:
    """Of an installment: most are paid on their day, some late, in two parts, or with more."""
    match number % 24:
        case 5:
            yield _Payment(asked // 2, due)
            yield _Payment(asked - asked // 2, due + timedelta(days=9))
        case 11:
            yield _Payment(asked, due + timedelta(days=20))
        case 17:
            yield _Payment(asked + 350_00, due, ExtraTo.PRINCIPAL)
        case _:
            yield _Payment(asked, due)


def _add_line(session: Session, owner: Customer, number: str, count: int) -> None:
    on = today(session)
    opened_on = on - timedelta(days=365 * YEARS)
    account = open_line(
        session,
        number=number,
        product=_product(session, "card"),
        name="",
        credit_limit=25_000_00,
        due_day=due_day(on),
        rates=CARD_RATES,
        opened_on=opened_on,
    )
    link(session, account, owner)
    card = add_card(
        session,
        account.id or 0,
        wallet_id=f"bench-{number}",
        brand="visa",
        last_four=number[-4:],
        expires=(on.year + 2, 9),
        status=CardStatus.ACTIVE,
    )
    _live_through(session, account, card, count, opened_on, on)


def _live_through(
    session: Session, account: Account, card: Card, count: int, opened_on: date, on: date
) -> None:
    """Swipes spread over all days, a payment before each due day; the newest ones are pending."""
    line = line_of(session, account.id or 0)
    payments = {one.due_on - timedelta(days=3) for one in cycles(line.due_day, opened_on, on)}
    days = (on - opened_on).days
    worth = SWIPES[LINE] // count
    swipes = [
        _swipe(card, nth, opened_on + timedelta(nth * days // count), worth) for nth in range(count)
    ]
    by_day = {day: list(of) for day, of in groupby(swipes, key=lambda one: one.authorized_on)}
    for day in sorted({*by_day, *(one for one in payments if one < on)}):
        for swipe in by_day.get(day, ()):
            record_on(session, card, swipe, day)
        if day in payments:
            _pay(session, account.id or 0, day)
        session.flush()
        session.expunge_all()  # else each flush looks through all that was made
    close_account(session, account.id or 0, on)
    for nth in range(count, count + PENDING):
        record_on(session, card, _swipe(card, nth, on, worth, cleared=False), on)


def _pay(session: Session, account_id: int, day: date) -> None:
    line = line_of(session, account_id)
    cents = min(max(line.minimum_due, line.statement_balance - UNPAID), _owed(session, account_id))
    if cents > 0:
        lines.post_payment(session, account_id, cents, day)


def _owed(session: Session, account_id: int) -> int:
    return line_position_of(session, account_id).owed


def _swipe(card: Card, nth: int, day: date, worth: int, *, cleared: bool = True) -> SwipeResult:
    """`worth`: as many of the other line's, so that both owe about the same."""
    month = purchases()
    bought = month[nth % len(month)]
    return SwipeResult(
        id=f"{card.wallet_id}-{nth}",
        card_id=card.wallet_id,
        state=WalletSwipeState.CLEARED if cleared else WalletSwipeState.AUTHORIZED,
        balance_type=BalanceType.PURCHASES,
        amount=(bought.amount // 5 + nth % 97) * worth // 2,
        merchant=bought.merchant,
        category=bought.category,
        authorized_on=day,
        has_cleared=cleared,
        at=datetime.combine(day, time(19, 30), UTC),
    )
