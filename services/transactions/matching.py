"""Which entries and swipes of an account a search means, as conditions of a query."""

from typing import Any

from sqlalchemy import or_
from sqlmodel import col, select

from models.accounts import CREDIT_KINDS, Account
from models.swipes import Swipe
from models.transactions import Transaction
from services.money import InvalidAmount, parse_amount
from services.swipes.words import categories_called
from services.transactions.query import Asked
from services.transactions.words import kinds_called


def entries_matching(account: Account, asked: Asked) -> list[Any]:
    called = [_entry_called(account, asked.words)] if asked.words else []
    period = _period(asked, col(Transaction.effective_on))
    return [Transaction.account_id == account.id, *period, *called]


def swipes_matching(account: Account, asked: Asked) -> list[Any]:
    """Of those that are in no entry."""
    called = [or_(*_swipe_called(asked.words))] if asked.words else []
    period = _period(asked, col(Swipe.swiped_on))
    own = [Swipe.account_id == account.id, col(Swipe.transaction_id).is_(None)]
    return [*own, *period, *called]


def _period(asked: Asked, day: Any) -> list[Any]:
    since = [day >= asked.since] if asked.since else []
    return since + ([day <= asked.until] if asked.until else [])


def _entry_called(account: Account, words: str) -> Any:
    """By the kind's name, the amount, or what its swipe says."""
    amounts = _amounts(words)
    cases = [col(Transaction.kind).in_(kinds_called(words))]
    if amounts:
        cases.append(col(Transaction.amount).in_([*amounts, *(-one for one in amounts)]))
    if account.kind in CREDIT_KINDS:
        swiped = select(col(Swipe.transaction_id)).where(
            Swipe.account_id == account.id, or_(*_swipe_called(words))
        )
        cases.append(col(Transaction.id).in_(swiped))
    return or_(*cases)


def _swipe_called(words: str) -> list[Any]:
    texts = [
        one.icontains(words, autoescape=True) for one in (col(Swipe.merchant), col(Swipe.category))
    ]
    return [
        *texts,
        col(Swipe.category).in_(categories_called(words)),
        col(Swipe.amount).in_(_amounts(words)),
    ]


def _amounts(words: str) -> list[int]:
    try:
        return [parse_amount(words.lstrip("-"))]
    except InvalidAmount:
        return []
