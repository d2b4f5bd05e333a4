"""Statements say what the ledger says, each from where the one before ended."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.statements import Statement
from models.transactions import Transaction, TransactionKind
from services.statements.detail import from_json

_FIRST_ENTRY = 1
"""Where no statement was made before: what the line was boarded with is in its first entry."""
_COLUMNS = {
    "payments": (TransactionKind.PAYMENT, TransactionKind.REVERSAL),
    "other_credits": (TransactionKind.CREDIT,),
    "purchases": (TransactionKind.PURCHASE,),
    "balance_transfers": (TransactionKind.BALANCE_TRANSFER,),
    "cash_advances": (TransactionKind.CASH_ADVANCE,),
    "fees": (TransactionKind.FEE, TransactionKind.LATE_FEE),
    "interest": (TransactionKind.INTEREST,),
}


def statement_problems(session: Session) -> Iterator[tuple[int, str]]:
    """Account id and sentence."""
    before: Statement | None = None
    for row in session.execute(_query(), execution_options={"yield_per": 500}):
        one: Statement = row[0]
        if before is not None and before.account_id != one.account_id:
            before = None
        for problem in (
            *_in_itself(one),
            *_after(one, before),
            *_beside_the_ledger(one, row[1], row[2], row[3:]),
        ):
            yield one.account_id, f"statement {one.number}: {problem}"
        before = one


def _query() -> Select[Any]:
    """Each statement with the balances after its entries and those before, and the entries' sums.

    The entries are those after the last one of the statement before.
    """
    since = func.lag(Statement.last_sequence).over(
        partition_by=col(Statement.account_id), order_by=col(Statement.number)
    )
    numbered = select(
        col(Statement.id).label("id"), func.coalesce(since, _FIRST_ENTRY).label("since")
    ).subquery()
    entry, opening, closing = aliased(Transaction), aliased(Transaction), aliased(Transaction)
    sums = [
        func.coalesce(func.sum(case((entry.kind.in_(kinds), entry.amount), else_=0)), 0)  # pyright: ignore[reportAttributeAccessIssue]
        for kinds in _COLUMNS.values()
    ]
    return (
        select(Statement, func.max(_balance(opening)), func.max(_balance(closing)), *sums)
        .join(numbered, numbered.c.id == col(Statement.id))
        .outerjoin(
            entry,
            _of_account(entry)
            & (col(entry.sequence) > numbered.c.since)
            & (col(entry.sequence) <= col(Statement.last_sequence)),
        )
        .outerjoin(opening, _of_account(opening) & (col(opening.sequence) == numbered.c.since))
        .outerjoin(
            closing,
            _of_account(closing) & (col(closing.sequence) == col(Statement.last_sequence)),
        )
        .group_by(col(Statement.id))
        .order_by(col(Statement.account_id), col(Statement.number))
    )


def _of_account(entry: Any) -> Any:
    return col(entry.account_id) == col(Statement.account_id)


def _balance(entry: Any) -> Any:
    owed = entry.after_principal + entry.after_interest_due + entry.after_fees_due
    return owed - entry.after_unapplied


def _in_itself(one: Statement) -> Iterator[str]:
    changes = one.purchases + one.balance_transfers + one.cash_advances + one.fees + one.interest
    expected = one.previous_balance - one.payments - one.other_credits + changes
    if one.new_balance != expected:
        yield f"new balance {one.new_balance}, by its columns {expected}"
    try:
        detail = from_json(one.detail)
    except (ValueError, KeyError, TypeError):
        yield "its detail cannot be read"
        return
    if sum(line.amount for line in detail.lines) != one.new_balance - one.previous_balance:
        yield "its entries do not lead from the previous balance to the new one"
    if sum(part.interest for part in detail.types) != one.interest:
        yield "its interest by type of balance does not make up the interest charged"


def _after(one: Statement, before: Statement | None) -> Iterator[str]:
    if one.number != (before.number + 1 if before else 1):
        yield f"follows number {before.number if before else 0}"
    if before is None:
        return
    if one.previous_balance != before.new_balance:
        yield f"previous balance {one.previous_balance}, the one before ended with"
        f" {before.new_balance}"
    if one.opened_on != before.closed_on + timedelta(days=1):
        yield f"opened on {one.opened_on}, the one before closed on {before.closed_on}"


def _beside_the_ledger(
    one: Statement, opening: int | None, closing: int | None, sums: Any
) -> Iterator[str]:
    if one.previous_balance != opening:
        yield f"previous balance {one.previous_balance}, in the ledger {opening}"
    if one.new_balance != closing:
        yield f"new balance {one.new_balance}, in the ledger {closing}"
    for name, total in zip(_COLUMNS, sums, strict=True):
        if getattr(one, name) != total:
            yield f"{name} {getattr(one, name)}, in the ledger {total}"
