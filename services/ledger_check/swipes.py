"""Swipes against their entries, and what disputes gave back. Account id and sentence."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.credit_lines import BalanceType
from models.swipes import Dispute, DisputeState, Swipe, SwipeState
from models.transactions import Transaction, TransactionKind

_KINDS = {
    BalanceType.PURCHASES: TransactionKind.PURCHASE,
    BalanceType.CASH_ADVANCES: TransactionKind.CASH_ADVANCE,
}


class _Story(NamedTuple):
    swipe: Swipe
    entry: Transaction | None
    credit: Transaction | None
    disputed: int


def swipe_problems(session: Session) -> Iterator[tuple[int, str]]:
    entry, credit = aliased(Transaction), aliased(Transaction)
    rows: Any = session.execute(
        select(Swipe, entry, credit, _credited_by_disputes())  # pyright: ignore[reportCallIssue, reportArgumentType]
        .outerjoin(entry, col(entry.id) == col(Swipe.transaction_id))
        .outerjoin(credit, col(credit.id) == col(Swipe.credit_id))
        .order_by(col(Swipe.id))
        .execution_options(yield_per=1_000)
    )
    for row in rows:
        story = _Story(*row)
        for problem in _problems(story):
            yield story.swipe.account_id, f"swipe {story.swipe.id}: {problem}"


def _credited_by_disputes():
    given = aliased(Transaction)
    return (
        select(func.coalesce(func.sum(given.amount), 0))
        .join(Dispute, col(Dispute.credit_id) == col(given.id))
        .where(col(Dispute.swipe_id) == col(Swipe.id))
        .correlate(Swipe)
        .scalar_subquery()
    )


def _problems(story: _Story) -> Iterator[str]:
    swipe, entry, credit, disputed = story
    if swipe.state is SwipeState.PENDING and (entry or credit):
        yield "pending, but posted"
    if swipe.state is SwipeState.POSTED and entry is None:
        yield "posted, but without an entry"
    if swipe.state is not SwipeState.REVERSED and credit:
        yield "given back, but not reversed"
    if entry is not None:
        yield from _entry_problems(swipe, entry)
    given_back = (credit.amount if credit else 0) + disputed
    if entry is not None and given_back > swipe.amount:
        yield f"{given_back} given back of {swipe.amount}"
    if swipe.state is SwipeState.REVERSED and entry is not None and given_back != swipe.amount:
        yield f"reversed, but {given_back} given back of {swipe.amount}"
    if credit is not None and (
        credit.account_id != swipe.account_id or credit.kind is not TransactionKind.CREDIT
    ):
        yield "its credit is no credit of its account"


def _entry_problems(swipe: Swipe, entry: Transaction) -> Iterator[str]:
    if entry.account_id != swipe.account_id:
        yield "posted to another account"
    if entry.kind is not _KINDS.get(swipe.balance_type):
        yield f"posted as a {entry.kind.value}"
    if entry.amount != swipe.amount:
        yield f"posted with {entry.amount} instead of {swipe.amount}"


def dispute_problems(session: Session) -> Iterator[tuple[int, str]]:
    rows = session.exec(
        select(Dispute, Transaction)
        .join(Transaction, col(Transaction.id) == col(Dispute.credit_id))
        .order_by(col(Dispute.id))
        .execution_options(yield_per=1_000)
    )
    for dispute, credit in rows:
        sound = (
            credit.account_id == dispute.account_id
            and credit.kind is TransactionKind.CREDIT
            and dispute.state is DisputeState.RESOLVED_FOR_BORROWER
        )
        if not sound:
            yield dispute.account_id, f"dispute {dispute.case_number}: its credit does not fit it"
