"""What an export is made from: accounts, and their entries oldest first, a batch at a time.

Each batch asks anew whether the subject may see the account, and no session stays open between
two: memory and locks are the same however long the ledger is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account, AccountKind
from models.swipes import Swipe
from models.transactions import Transaction
from services.accounts.repository import account_for, accounts_visible_to
from services.accounts.standing import standing
from services.accounts.words import title
from services.database import reading
from services.subject import Subject
from services.transactions.listing import Found, found_by
from services.transactions.matching import matching
from services.transactions.query import Asked

BATCH = 500
Place = tuple[date, int]


@dataclass(frozen=True, slots=True)
class AccountHead:
    """`owed` on the day `on`: principal of a loan, all that is owed on a line; `available` None
    for a loan. Cents.
    """

    number: str
    kind: AccountKind
    title: str
    opened_on: date
    on: date
    owed: int
    available: int | None

    @property
    def is_line(self) -> bool:
        return self.kind in CREDIT_KINDS


def numbers(session: Session, subject: Subject) -> list[str]:
    """Of all accounts that the subject may see, in the order of their numbers."""
    found = session.exec(accounts_visible_to(subject).order_by(col(Account.number)))
    return [account.number for account, _link in found]


def head(session: Session, subject: Subject, number: str) -> AccountHead:
    """Raises `NotFound`."""
    one = standing(session, subject, number)
    limit = one.line.credit_limit if one.line else None
    return AccountHead(
        number=one.account.number,
        kind=one.account.kind,
        title=title(one.account),
        opened_on=one.account.opened_on,
        on=one.on,
        owed=one.balance,
        available=None if limit is None else max(0, limit - one.balance),
    )


def entries(subject: Subject, number: str, asked: Asked) -> Iterator[Found]:
    """What is posted. Raises `NotFound`, also when web access is withdrawn meanwhile."""
    after: Place | None = None
    while True:
        with reading() as session:
            keys = _entry_places(session, account_for(session, subject, number), asked, after)
            found = found_by(session, [("t", id_) for id_, _day, _tie in keys])
        yield from found
        if len(keys) < BATCH:
            return
        after = (keys[-1][1], keys[-1][2])


def unposted(subject: Subject, number: str, asked: Asked) -> Iterator[Found]:
    """Swipes of a line of credit that are in no entry."""
    after: Place | None = None
    while True:
        with reading() as session:
            account = account_for(session, subject, number)
            keys = (
                _swipe_places(session, account, asked, after)
                if account.kind in CREDIT_KINDS
                else []
            )
            found = found_by(session, [("s", id_) for id_, _day, _tie in keys])
        yield from found
        if len(keys) < BATCH:
            return
        after = (keys[-1][1], keys[-1][2])


def _entry_places(
    session: Session, account: Account, asked: Asked, after: Place | None
) -> list[tuple[int, date, int]]:
    place = (col(Transaction.effective_on), col(Transaction.sequence))
    query = matching(session, account, asked).entries(select(col(Transaction.id), *place))
    if after is not None:
        query = query.where(tuple_(*place) > after)  # pyright: ignore[reportArgumentType]
    return [tuple(row) for row in session.execute(query.order_by(*place).limit(BATCH))]


def _swipe_places(
    session: Session, account: Account, asked: Asked, after: Place | None
) -> list[tuple[int, date, int]]:
    place = (col(Swipe.swiped_on), col(Swipe.id))
    query = matching(session, account, asked).swipes(select(col(Swipe.id), *place))
    if after is not None:
        query = query.where(tuple_(*place) > after)  # pyright: ignore[reportArgumentType]
    return [tuple(row) for row in session.execute(query.order_by(*place).limit(BATCH))]
