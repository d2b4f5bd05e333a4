"""Appending an entry of a line of credit: transaction, its row by type, what is left of a bill."""

from datetime import date
from typing import Any

from sqlmodel import Session

from models.credit_lines import BalanceType, CreditLine, LineEntry
from models.transactions import Transaction, TransactionKind
from services.credit_lines.asked import balance_left, minimum_left
from services.credit_lines.balances import ByType, LinePosition
from services.ledger.entries import append
from services.ledger.line_rows import asked_of, totals
from services.ledger.rows import last_transaction

_BEFORE = LinePosition()


def append_line_entry(
    session: Session,
    line: CreditLine,
    kind: TransactionKind,
    on: date,
    amount: int,
    before: LinePosition | None,
    after: LinePosition,
    balance_type: BalanceType | None = None,
    charged_through: date | None = None,
    **values: Any,
) -> Transaction:
    """`before` is None for the first entry; `charged_through` None: as before."""
    if charged_through is None:
        last = last_transaction(session, line.account_id)
        assert last is not None
        charged_through = last.after_accrued_through
    row = append(
        session,
        line.account_id,
        totals(after, charged_through),
        kind=kind,
        effective_on=on,
        amount=amount,
        **values,
    )
    assert row.id is not None
    session.add(_line_entry(row.id, balance_type, before or _BEFORE, after))
    remember(session, line, after)
    return row


def covered(before: LinePosition, after: LinePosition) -> dict[str, Any]:
    """The entry's parts where a credit balance paid what was drawn or charged; cents."""
    return {
        "to_fees": after.paid_fees - before.paid_fees,
        "to_interest": after.paid_interest - before.paid_interest,
        "to_principal": after.paid_principal - before.paid_principal,
        "to_unapplied": after.unapplied - before.unapplied,
    }


def remember(session: Session, line: CreditLine, position: LinePosition) -> None:
    """Bring up to date what is left of what the last statement asks for."""
    asked = asked_of(line)
    line.statement_balance = balance_left(asked, position.owed)
    line.minimum_due = minimum_left(asked, position.owed)
    session.add(line)
    session.flush()


def _line_entry(
    transaction_id: int,
    balance_type: BalanceType | None,
    before: LinePosition,
    after: LinePosition,
) -> LineEntry:
    return LineEntry(
        transaction_id=transaction_id,
        balance_type=balance_type,
        **_columns("{}", after.principal - before.principal),
        **_columns("{}_interest", after.interest - before.interest),
        **_columns("after_{}", after.principal),
        **_columns("after_{}_interest", after.interest),
    )


def _columns(name: str, cents: ByType) -> dict[str, int]:
    return {name.format(kind.value): cents[kind] for kind in BalanceType}
