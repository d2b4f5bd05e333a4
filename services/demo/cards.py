"""The demo's cards: issued by the wallet, one in each status; two swipes that are still pending."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.accounts import Account
from models.cards import Card, CardStatus
from models.credit_lines import BalanceType
from services.demo.wallet import AskWallet
from services.ledger import lock_account
from services.swipes.cards import add_card
from services.swipes.result import SwipeResult, WalletSwipeState
from services.swipes.taking_in import record_on

CARDS = {
    "C-9035": CardStatus.ACTIVE,
    "C-3002": CardStatus.PENDING_ACTIVATION,
    **{f"C-{4001 + nth}": status for nth, status in enumerate(CardStatus)},
}
PENDING = (
    ("demo-pending-1", "Blue Bottle Coffee", "restaurants", 1_245),
    ("demo-pending-2", "Shell", "gas", 5_218),
)
Issued = dict[str, dict[str, Any]]


def issue_cards(ask: AskWallet, business_date: date) -> Issued:
    """The wallet's answers by account number; the same when the seeding is repeated."""
    return {
        number: ask("/v1/cards", f"demo-card-{number}", _order(number, status, business_date))
        for number, status in CARDS.items()
    }


def swipe_pending(ask: AskWallet, issued: Issued, business_date: date) -> list[dict[str, Any]]:
    """Authorized today with Maria's card; the sandbox can clear or reverse them."""
    return [
        ask(
            "/v1/sandbox/swipes",
            key,
            {
                "card": issued["C-9035"]["id"],
                "amount": amount,
                "merchant": merchant,
                "category": category,
                "business_date": business_date.isoformat(),
            },
        )
        for key, merchant, category, amount in PENDING
    ]


def add_cards(session: Session, issued: Issued, pending: list[dict[str, Any]]) -> None:
    """Those that no history has kept yet, and what is pending."""
    kept = set(session.exec(select(Card.wallet_id)).all())
    accounts = select(Account).where(col(Account.number).in_(list(issued)))
    for account in session.exec(accounts).all():
        if issued[account.number]["id"] not in kept:
            keep(session, account, issued[account.number])
    for swipe in pending:
        card = session.exec(select(Card).where(Card.wallet_id == swipe["card"])).one()
        lock_account(session, card.account_id)
        record_on(session, card, _result(swipe), date.fromisoformat(swipe["authorized_on"]))


def keep(session: Session, account: Account, card: dict[str, Any]) -> Card:
    assert account.id is not None
    return add_card(
        session,
        account.id,
        wallet_id=card["id"],
        brand=card["brand"],
        last_four=card["last4"],
        expires=(card["exp_year"], card["exp_month"]),
        status=CardStatus(card["status"]),
    )


def _order(number: str, status: CardStatus, business_date: date) -> dict[str, Any]:
    years = -1 if status is CardStatus.EXPIRED else 3
    return {
        "reference": number,
        "exp_month": 9,
        "exp_year": business_date.year + years,
        "status": status.value,
        "hold_limit": 200_000,
    }


def _result(swipe: dict[str, Any]) -> SwipeResult:
    return SwipeResult(
        id=swipe["id"],
        card_id=swipe["card"],
        state=WalletSwipeState.AUTHORIZED,
        balance_type=BalanceType.PURCHASES,
        amount=swipe["amount"],
        merchant=swipe["merchant"],
        category=swipe["category"],
        authorized_on=date.fromisoformat(swipe["authorized_on"]),
        has_cleared=False,
        at=datetime.fromisoformat(swipe["created_at"]),
    )
