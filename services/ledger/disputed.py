"""Entries of a line of credit with an open dispute, and what it does not ask for meanwhile."""

from collections.abc import Sequence

from sqlmodel import Session, col, or_, select

from models.accounts import CREDIT_KINDS
from models.credit_lines import BalanceType, CreditLine, LineEntry
from models.statements import Statement
from models.swipes import Dispute, DisputeState, Swipe
from models.transactions import Transaction, TransactionKind
from services.credit_lines.disputed import Disputed
from services.credit_lines.minimum import minimum_due
from services.ledger.entries import lock_account
from services.ledger.line_entries import remember
from services.ledger.line_rows import line_of, line_position_of, line_terms_of
from services.statements.detail import from_json

_OPEN = (DisputeState.OPEN, DisputeState.IN_REVIEW)
_BEARING = (
    TransactionKind.PURCHASE,
    TransactionKind.CASH_ADVANCE,
    TransactionKind.BALANCE_TRANSFER,
)
_CHARGED = (*_BEARING, TransactionKind.FEE, TransactionKind.LATE_FEE, TransactionKind.INTEREST)


def hold_disputed(session: Session, account_id: int) -> None:
    """Bring up to date what the line does not ask for; after every step of a dispute.

    What the last statement's minimum was lessened by stays so until the next one: what a case that
    is over leaves owing gets a due date of its own (12 CFR 1026.13(g)).
    """
    if lock_account(session, account_id).kind not in CREDIT_KINDS:
        return
    line = line_of(session, account_id)
    line.disputed = disputed_total(session, account_id, disputed_in(session, account_id))
    line.excused = max(line.excused, _excused(session, line))
    remember(session, line, line_position_of(session, account_id))


def disputed_in(
    session: Session, account_id: int, until: int | None = None
) -> list[tuple[Disputed, int]]:
    """Each with its entry's sequence; those up to the sequence `until`. Pending swipes are in no
    balance yet.
    """
    named = (
        select(Dispute.transaction_id, Swipe.transaction_id)
        .outerjoin(Swipe, col(Swipe.id) == col(Dispute.swipe_id))
        .where(col(Dispute.account_id) == account_id, col(Dispute.state).in_(_OPEN))
    )
    ids = [entry or posted for entry, posted in session.exec(named) if entry or posted]
    if not ids:
        return []
    query = (
        select(Transaction, LineEntry)
        .join(LineEntry, col(LineEntry.transaction_id) == col(Transaction.id))
        .where(
            col(Transaction.id).in_(ids),
            col(Transaction.kind).in_(_CHARGED),
            or_(until is None, col(Transaction.sequence) <= (until or 0)),
        )
        .order_by(col(Transaction.sequence))
    )
    return [
        (Disputed(entry.amount, _bears(entry, line), entry.effective_on), entry.sequence)
        for entry, line in session.exec(query)
    ]


def _bears(entry: Transaction, line: LineEntry) -> BalanceType | None:
    return line.balance_type if entry.kind in _BEARING else None


def disputed_total(session: Session, account_id: int, items: Sequence[tuple[Disputed, int]]) -> int:
    """With the finance charges that statements made of them, cents."""
    charged = sum(
        _charged_on(one, statement)
        for statement in _statements(session, account_id, items)
        for one, sequence in items
        if sequence <= statement.last_sequence
    )
    return charged + sum(one.amount for one, _sequence in items)


def _statements(
    session: Session, account_id: int, items: Sequence[tuple[Disputed, int]]
) -> Sequence[Statement]:
    if not items:
        return ()
    first = min(sequence for _one, sequence in items)
    return session.exec(
        select(Statement).where(
            col(Statement.account_id) == account_id, col(Statement.last_sequence) >= first
        )
    ).all()


def _charged_on(one: Disputed, statement: Statement) -> int:
    return sum(
        one.finance_charge(part.rate, statement.opened_on, statement.closed_on)
        for part in from_json(statement.detail).types
        if part.type is one.balance_type and part.interest and not part.in_grace
    )


def _excused(session: Session, line: CreditLine) -> int:
    """By how much the last statement's minimum would be less without what is disputed of it."""
    items = disputed_in(session, line.account_id, line.asked_sequence)
    last = session.exec(
        select(Statement)
        .where(col(Statement.account_id) == line.account_id)
        .order_by(col(Statement.number).desc())
        .limit(1)
    ).first()
    if not items or last is None:
        return 0
    fresh = sum(_charged_on(one, last) for one, _sequence in items)
    rule = line_terms_of(session, line).minimum_on(last.opened_on)
    balance = max(0, line.asked_balance - disputed_total(session, line.account_id, items))
    interest = max(0, last.interest - fresh)
    least = minimum_due(rule, balance, interest, line.asked_past_due)
    return max(0, line.asked_minimum - least)
