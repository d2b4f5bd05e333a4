"""A page of an account's entries in one order, found by index however long the ledger is (P12).

A line of credit also has swipes that are in no entry: authorized only, or reversed before they
were posted. Each of the two gives its first ones in order; the first of those are the page.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account
from models.payments import Payment, PaymentState
from models.swipes import Swipe
from models.transactions import Transaction
from services.transactions.matching import Matching, matching
from services.transactions.query import Asked, Sort

PAGE = 10
_UNDER_WAY = (PaymentState.PROCESSING, PaymentState.APPROVED)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, a swipe, or both: the swipe that became the entry, or that the entry gives back.

    `reverses` is what the entry takes back, `reversed_by` what took it back; `under_way`: its
    payment has not settled yet.
    """

    entry: Transaction | None
    swipe: Swipe | None
    reverses: Transaction | None = None
    reversed_by: Transaction | None = None
    under_way: bool = False

    @property
    def key(self) -> str:
        """ "t12" of an entry, "s7" of a swipe that is none."""
        if self.entry is not None:
            return f"t{self.entry.id}"
        return f"s{self.swipe.id}" if self.swipe else ""


def listed(session: Session, account: Account, asked: Asked) -> tuple[list[Found], bool]:
    """The page, and whether there is a next one."""
    skipped = (asked.page - 1) * PAGE
    keys = session.execute(
        _keys(matching(session, account, asked), skipped + PAGE + 1).offset(skipped).limit(PAGE + 1)
    ).all()
    return found_by(session, [(kind, id_) for kind, id_, *_ in keys[:PAGE]]), len(keys) > PAGE


def found_by(session: Session, keys: list[tuple[str, int]]) -> list[Found]:
    """In the order of `keys`: ("t", an entry's id) or ("s", a swipe's)."""
    entries = {one.entry.id: one for one in _entries(session, _ids(keys, "t")) if one.entry}
    wanted = select(Swipe).where(col(Swipe.id).in_(_ids(keys, "s")))
    swipes = {one.id: Found(None, one) for one in session.exec(wanted)} if _ids(keys, "s") else {}
    return [(entries if kind == "t" else swipes)[id_] for kind, id_ in keys]


def _ids(keys: list[tuple[str, int]], kind: str) -> list[int]:
    return [id_ for one, id_ in keys if one == kind]


def _entries(session: Session, ids: list[int]) -> list[Found]:
    if not ids:
        return []
    back, origin, given_back = aliased(Transaction), aliased(Transaction), aliased(Swipe)
    rows = session.execute(
        select(Transaction, Swipe, given_back, origin, back, Payment.state)  # pyright: ignore[reportCallIssue]
        .outerjoin(Swipe, col(Swipe.transaction_id) == col(Transaction.id))
        .outerjoin(given_back, given_back.credit_id == col(Transaction.id))  # pyright: ignore[reportArgumentType]
        .outerjoin(origin, origin.id == col(Transaction.reverses_id))  # pyright: ignore[reportArgumentType]
        .outerjoin(back, back.reverses_id == col(Transaction.id))  # pyright: ignore[reportArgumentType]
        .outerjoin(Payment, col(Payment.id) == col(Transaction.payment_id))
        .where(col(Transaction.id).in_(ids))
    ).all()
    return [
        Found(entry, swipe or credited, reverses, reversed_by, state in _UNDER_WAY)
        for entry, swipe, credited, reverses, reversed_by, state in rows
    ]


def _keys(found: Matching, most: int) -> Any:
    """Kind and id of what matches, in order; at least the first `most`."""
    entries = _entry_keys(found)
    if found.account.kind not in CREDIT_KINDS:
        return entries
    streams = [one.limit(most).subquery() for one in (entries, _swipe_keys(found))]
    both = union_all(*[select(*one.c) for one in streams]).subquery()
    order = _order(found.asked.sort, both.c.day, both.c.amount, both.c.rank, both.c.tie)
    return select(*both.c).order_by(*order)


def _order(sort: Sort, day: Any, amount: Any, *ties: Any) -> list[Any]:
    columns = (amount if sort.by_amount else day, *ties)
    return [one.desc() if sort.descends else one.asc() for one in columns]


def _entry_keys(found: Matching) -> Any:
    day, amount, tie = (
        col(Transaction.effective_on),
        col(Transaction.amount),
        col(Transaction.sequence),
    )
    keys = found.entries(_columns("t", Transaction.id, day, amount, 0, tie))
    return keys.order_by(*_order(found.asked.sort, day, amount, tie))


def _swipe_keys(found: Matching) -> Any:
    day, amount, tie = col(Swipe.swiped_on), col(Swipe.amount), col(Swipe.id)
    keys = found.swipes(_columns("s", Swipe.id, day, amount, 1, tie))
    return keys.order_by(*_order(found.asked.sort, day, amount, tie))


def _columns(kind: str, id_: Any, day: Any, amount: Any, rank: int, tie: Any) -> Any:
    """On a day, what is pending stands after what is posted."""
    return select(  # pyright: ignore[reportCallIssue]
        literal(kind).label("kind"),
        col(id_).label("id"),
        day.label("day"),
        amount.label("amount"),
        literal(rank).label("rank"),
        tie.label("tie"),
    )
