"""Late fees of lines of credit: once a missed minimum payment, marked in the same transaction."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Engine, or_
from sqlmodel import Session, col, select

from models.accounts import Account, Lifecycle, Product
from models.credit_lines import CreditLine
from models.due_work import LateFeeAssessment
from models.transactions import Transaction, TransactionKind
from services import ledger, live
from services.credit_lines.late import LateFeeDue, late_fees_due
from services.database import reading, unit_of_work
from services.ledger.line_rows import asked_of


def assess_lines(on: date, engine: Engine | None = None) -> int:
    """Assess what fell due by `on`; how many fees were posted."""
    with reading(engine) as session:
        late = session.exec(_candidates(on)).all()
    return sum(_assess(account_id, on, engine) for account_id in late)


def mark_of(due_on: date) -> int:
    """What stands for the installment in a mark: the due date as the number YYYYMMDD."""
    return due_on.year * 10_000 + due_on.month * 100 + due_on.day


def _candidates(on: date):
    """Open lines, of products with a late fee, with a minimum that was missed before `on`."""
    missed_now = (col(CreditLine.minimum_due) > 0) & (col(CreditLine.minimum_due_on) < on)
    return (
        select(col(CreditLine.account_id))
        .join(Account, col(Account.id) == col(CreditLine.account_id))
        .join(Product, col(Product.id) == col(Account.product_id))
        .where(
            col(Account.lifecycle) == Lifecycle.OPEN,
            col(Product.late_fee) > 0,
            or_(missed_now, col(CreditLine.late_on).is_not(None)),
        )
        .order_by(col(CreditLine.account_id))
    )


def _assess(account_id: int, on: date, engine: Engine | None) -> int:
    """Decided anew under the account's lock."""
    with unit_of_work(engine) as session:
        if ledger.lock_account(session, account_id).lifecycle is not Lifecycle.OPEN:
            return 0
        due = _due(session, account_id, on)
        for fee in due:
            entry = ledger.post_late_fee(session, account_id, fee.amount, on)
            assert entry.id is not None
            session.add(
                LateFeeAssessment(
                    account_id=account_id, installment=mark_of(fee.due_on), transaction_id=entry.id
                )
            )
        if due:
            live.tell_account(session, account_id)
        return len(due)


def _due(session: Session, account_id: int, on: date) -> list[LateFeeDue]:
    """What became late before the line was boarded was for the former system."""
    line = ledger.line_of(session, account_id)
    terms = ledger.line_terms_of(session, line)
    owed = ledger.line_position_of(session, account_id).owed
    boarded_on = session.exec(
        select(col(Transaction.effective_on)).where(
            col(Transaction.account_id) == account_id,
            col(Transaction.kind) == TransactionKind.OPENING,
        )
    ).one()
    marks = _marks(session, account_id)
    return [
        fee
        for fee in late_fees_due(asked_of(line), terms, owed, on)
        if mark_of(fee.due_on) not in marks and fee.due_on + terms.grace >= boarded_on
    ]


def _marks(session: Session, account_id: int) -> Collection[int]:
    return session.exec(
        select(col(LateFeeAssessment.installment)).where(
            col(LateFeeAssessment.account_id) == account_id
        )
    ).all()
