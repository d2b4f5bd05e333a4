"""Payments and entries tell the same story."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from models.payments import Payment, PaymentState
from models.transactions import Transaction, TransactionKind

_POSTED = {PaymentState.APPROVED, PaymentState.SETTLED}
_TAKEN_BACK = {
    PaymentState.RETURNED,
    PaymentState.CHARGED_BACK,
    PaymentState.REFUNDED,
    PaymentState.VOIDED,
}
_NOT_POSTED = {PaymentState.SCHEDULED, PaymentState.CANCELLED, PaymentState.FAILED}


class _Story(NamedTuple):
    id: int
    state: PaymentState
    amount: int
    account_id: int
    posted: int
    reversed: int
    posted_amount: int
    elsewhere: int


def payment_problems(session: Session) -> Iterator[tuple[int, str]]:
    """Account id and sentence."""
    is_posting = col(Transaction.kind) == TransactionKind.PAYMENT
    is_reversal = col(Transaction.kind) == TransactionKind.REVERSAL
    is_elsewhere = col(Transaction.account_id) != Payment.account_id
    stories = (
        select(
            Payment.id,
            Payment.state,
            Payment.amount,
            Payment.account_id,
            func.coalesce(func.sum(case((is_posting, 1), else_=0)), 0),
            func.coalesce(func.sum(case((is_reversal, 1), else_=0)), 0),
            func.coalesce(func.sum(case((is_posting, Transaction.amount), else_=0)), 0),
            func.coalesce(func.sum(case((is_elsewhere, 1), else_=0)), 0),
        )  # pyright: ignore[reportCallIssue, reportArgumentType]
        .outerjoin(Transaction, col(Transaction.payment_id) == Payment.id)
        .group_by(col(Payment.id), col(Payment.state), col(Payment.amount), col(Payment.account_id))
        .order_by(col(Payment.id))
        .execution_options(yield_per=1_000)
    )
    for row in session.exec(stories):
        story = _Story(*row)
        for problem in _problems(story):
            yield story.account_id, f"payment {story.id}: {problem}"


def _problems(story: _Story) -> Iterator[str]:
    if story.posted > 1:
        yield f"posted {story.posted} times"
    if story.elsewhere:
        yield "posted to another account"
    if story.posted == 1 and story.posted_amount != story.amount:
        yield f"posted with {story.posted_amount} instead of {story.amount}"
    standing = story.posted - story.reversed
    if story.state in _POSTED and standing < 1:
        yield f"{story.state.value}, but not posted"
    if story.state in _NOT_POSTED and standing > 0:
        yield f"{story.state.value}, but posted"
    if story.state in _TAKEN_BACK and standing > 0:
        yield f"{story.state.value}, but its entry was not reversed"


def reversal_problems(session: Session) -> Iterator[tuple[int, str]]:
    """Reversals that do not mirror the payment that they name. Account id and sentence."""
    reversal, origin = Transaction.__table__.alias(), Transaction.__table__.alias()  # pyright: ignore[reportAttributeAccessIssue]
    columns = ("amount", "to_fees", "to_interest", "to_principal", "to_unapplied")
    mirrored = [reversal.c[name] == -origin.c[name] for name in columns]
    mirrored += [reversal.c.account_id == origin.c.account_id, origin.c.kind == "payment"]
    joined = reversal.outerjoin(origin, reversal.c.reverses_id == origin.c.id)
    rows = session.connection().execute(
        select(reversal.c.account_id, reversal.c.sequence, *mirrored)  # pyright: ignore[reportCallIssue, reportArgumentType]
        .select_from(joined)
        .where(reversal.c.kind == TransactionKind.REVERSAL)
        .execution_options(yield_per=1_000)
    )
    for account_id, sequence, *holds in map(tuple[Any, ...], rows):
        if not all(holds):
            yield account_id, f"entry {sequence} does not mirror the payment that it reverses"
