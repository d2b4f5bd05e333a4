"""What the words of a search mean on one account: kinds of entries, amounts, merchants, categories.

A line's merchants are few where its swipes are many, so the words are looked for in their names,
here and not in SQL: with any letters, alike on both databases.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account
from models.swipes import Swipe
from models.transactions import TransactionKind
from services.money import InvalidAmount, parse_amount
from services.swipes.words import categories_called
from services.transactions.words import kinds_called


@dataclass(frozen=True, slots=True)
class Meant:
    """`amounts` in cents, above zero."""

    kinds: list[TransactionKind]
    amounts: list[int]
    merchants: list[str]
    categories: list[str]


def meant(session: Session, account: Account, words: str) -> Meant:
    is_line = account.kind in CREDIT_KINDS
    called = set(categories_called(words)) if is_line else set()
    wanted = words.casefold()
    return Meant(
        kinds=kinds_called(words),
        amounts=_amounts(words),
        merchants=[
            name for name in _names(session, account, Swipe.merchant) if wanted in name.casefold()
        ]
        if is_line
        else [],
        categories=[
            name
            for name in _names(session, account, Swipe.category)
            if name in called or wanted in name.casefold()
        ]
        if is_line
        else [],
    )


def _names(session: Session, account: Account, column: Any) -> list[str]:
    """Each that the account's swipes have, once: an index look-up for each, however many swipes."""
    own, name = Swipe.account_id == account.id, col(column)
    names = select(func.min(name).label("name")).where(own).cte("names", recursive=True)
    following = select(func.min(name)).where(own, name > names.c.name).scalar_subquery()
    names = names.union_all(select(following).where(names.c.name.is_not(None)))
    return list(session.execute(select(names.c.name).where(names.c.name.is_not(None))).scalars())


def _amounts(words: str) -> list[int]:
    try:
        return [parse_amount(words.lstrip("-"))]
    except InvalidAmount:
        return []
