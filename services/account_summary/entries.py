"""An account's ledger as the Summary reads it: all entries, few columns, one query."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.transactions import Transaction, TransactionKind


class Entry(NamedTuple):
    """Cents; `change` is of the principal, `credit` what counts toward installments after it."""

    id: int
    kind: TransactionKind
    on: date
    amount: int
    fees: int
    interest: int
    principal: int
    reverses: int | None
    code: str | None
    balance: int
    credit: int
    change: int


def entries_of(session: Session, account_id: int) -> Sequence[Entry]:
    """In the order in which they were posted."""
    rows = session.execute(
        select(  # pyright: ignore[reportCallIssue]
            col(Transaction.id),
            col(Transaction.kind),
            col(Transaction.effective_on),
            col(Transaction.amount),
            col(Transaction.to_fees),
            col(Transaction.to_interest),
            col(Transaction.to_principal),
            col(Transaction.reverses_id),
            col(Transaction.reason_code),
            col(Transaction.after_principal),
            col(Transaction.after_schedule_credit),
        )
        .where(col(Transaction.account_id) == account_id)
        .order_by(col(Transaction.sequence))
    ).all()
    balances = [0, *(row.after_principal for row in rows)]
    return [
        Entry(*row, change=row.after_principal - before)
        for row, before in zip(rows, balances, strict=False)
    ]


def history_before(entries: Sequence[Entry]) -> Entry | None:
    """The entry that stands for a history elsewhere: of a boarded account, else None."""
    first = entries[0] if entries else None
    return first if first and first.kind is TransactionKind.OPENING else None
