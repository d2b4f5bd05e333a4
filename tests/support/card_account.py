"""A card account with a borrower and a card, and swipes as a wallet would tell of them."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count

from sqlmodel import select

from models.cards import CardStatus
from models.credit_lines import BalanceType
from models.swipes import Swipe
from models.transactions import Transaction
from services import business_date
from services.database import reading, unit_of_work
from services.subject import Subject
from services.swipes import taking_in
from services.swipes.cards import add_card
from services.swipes.result import SwipeResult, WalletSwipeState
from tests.support.borrowers import new_borrower
from tests.support.credit_lines import new_line
from tests.support.ledgers import posted_on

DAY = date(2026, 1, 12)
_numbers = count(1)


@dataclass(frozen=True)
class CardAccount:
    account_id: int
    number: str
    card: str
    subject: Subject

    def swipe(self, wallet_id: str = "", **changes: object) -> SwipeResult:
        usual = SwipeResult(
            id=wallet_id or f"sw_{next(_numbers)}",
            card_id=self.card,
            state=WalletSwipeState.AUTHORIZED,
            balance_type=BalanceType.PURCHASES,
            amount=18_99,
            merchant="Corner Bakery",
            category="restaurants",
            authorized_on=DAY,
            has_cleared=False,
            at=datetime(2026, 1, 12, 15, tzinfo=UTC),
        )
        return replace(usual, **changes)

    def posted(self, **changes: object) -> Swipe:
        """One that was taken in after it had cleared."""
        given = cleared(self.swipe(**changes))  # pyright: ignore[reportArgumentType]
        return self.take_in(given)

    def take_in(self, given: SwipeResult) -> Swipe:
        with unit_of_work() as session:
            taking_in.record(session, given)
        with reading() as session:
            return session.exec(select(Swipe).where(Swipe.wallet_id == given.id)).one()

    def entries(self) -> list[Transaction]:
        return posted_on(self.account_id)


def cleared(swipe: SwipeResult, amount: int = 0) -> SwipeResult:
    state = WalletSwipeState.CLEARED
    return replace(swipe, state=state, has_cleared=True, amount=amount or swipe.amount)


def taken_back(swipe: SwipeResult) -> SwipeResult:
    return replace(swipe, state=WalletSwipeState.REVERSED)


def new_card_account(card: str = "") -> CardAccount:
    """On `DAY`; `card` is the wallet's id of its card."""
    nth = next(_numbers)
    with unit_of_work() as session:
        business_date.freeze_at(session, DAY)
        number, wallet_id = f"C-{nth}", card or f"card_{nth}"
        account_id = new_line(session, number=number)
        add_card(
            session,
            account_id,
            wallet_id=wallet_id,
            brand="visa",
            last_four="4242",
            expires=(2029, 9),
            status=CardStatus.ACTIVE,
        )
        return CardAccount(account_id, number, wallet_id, new_borrower(session, account_id))
