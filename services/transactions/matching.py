"""Which entries and swipes of an account a search means, as queries that cost the same however
many entries there are (P12).

What matches in few entries is collected by indexes and then put in order; what matches in many is
met soon by who goes through the entries in order.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.accounts import Account
from models.swipes import Swipe
from models.transactions import Transaction
from services.transactions.meaning import Meant, meant
from services.transactions.query import Asked

FEW = 500


@dataclass(frozen=True, slots=True)
class Matching:
    """`words` is None where none are searched for; `few`: at most `FEW` entries match them."""

    account: Account
    asked: Asked
    words: Meant | None = None
    few: bool = False

    def entries(self, query: Any) -> Any:
        """A query of `Transaction`, narrowed."""
        query = query.where(*_period(self.asked, col(Transaction.effective_on)))
        own = Transaction.account_id == self.account.id
        if self.words is None:
            return query.where(own)
        if self.few:
            found = union_all(*_sources(self.account, self.words))
            return query.where(col(Transaction.id).in_(found))
        bought, given_back = aliased(Swipe), aliased(Swipe)
        return (
            query.outerjoin(bought, bought.transaction_id == col(Transaction.id))  # pyright: ignore[reportArgumentType]
            .outerjoin(given_back, given_back.credit_id == col(Transaction.id))  # pyright: ignore[reportArgumentType]
            .where(own, _entry_called(self.words, bought, given_back))
        )

    def swipes(self, query: Any) -> Any:
        """A query of `Swipe`, narrowed, to those that are in no entry."""
        own = [Swipe.account_id == self.account.id, col(Swipe.transaction_id).is_(None)]
        query = query.where(*own, *_period(self.asked, col(Swipe.swiped_on)))
        if self.words is None:
            return query
        amount = col(Swipe.amount).in_(self.words.amounts)
        return query.where(or_(_swipe_called(self.words, Swipe), amount))


def matching(session: Session, account: Account, asked: Asked) -> Matching:
    if not asked.words:
        return Matching(account, asked)
    words = meant(session, account, asked.words)
    found = union_all(*_sources(account, words)).limit(FEW + 1).subquery()
    count = session.execute(select(func.count()).select_from(found)).scalar_one()
    return Matching(account, asked, words, count <= FEW)


def _period(asked: Asked, day: Any) -> list[Any]:
    since = [day >= asked.since] if asked.since else []
    return since + ([day <= asked.until] if asked.until else [])


def _sources(account: Account, words: Meant) -> list[Any]:
    """Ids of entries, each source by an index. Credits last: there are no more than purchases."""
    entries, swipes = Transaction.account_id == account.id, Swipe.account_id == account.id
    merchant = [swipes, col(Swipe.merchant).in_(words.merchants)]
    category = [swipes, col(Swipe.category).in_(words.categories)]
    posted, credit = col(Swipe.transaction_id), col(Swipe.credit_id)
    return [
        select(col(Transaction.id)).where(entries, col(Transaction.kind).in_(words.kinds)),
        select(col(Transaction.id)).where(entries, col(Transaction.amount).in_(_signed(words))),
        *(select(posted).where(*called, posted.is_not(None)) for called in (merchant, category)),
        *(select(credit).where(*called, credit.is_not(None)) for called in (merchant, category)),
    ]


def _entry_called(words: Meant, bought: Any, given_back: Any) -> Any:
    """By the kind's name, the amount, or what the swipe says that it is, or gives back."""
    return or_(
        col(Transaction.kind).in_(words.kinds),
        col(Transaction.amount).in_(_signed(words)),
        _swipe_called(words, bought),
        _swipe_called(words, given_back),
    )


def _swipe_called(words: Meant, swipe: Any) -> Any:
    return or_(swipe.merchant.in_(words.merchants), swipe.category.in_(words.categories))


def _signed(words: Meant) -> list[int]:
    """A reversal's amount is below zero."""
    return [*words.amounts, *(-one for one in words.amounts)]
