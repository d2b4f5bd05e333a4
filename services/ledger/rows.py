"""What rows of the ledger say, as the engine's values. One look-up each, however long it is."""

from sqlalchemy import bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, select

from models.accounts import Schedule
from models.transactions import Transaction, TransactionKind
from services.errors import NotFound
from services.servicing.application import Applied
from services.servicing.position import Position
from services.servicing.terms import Terms

_LAST = (
    select(Transaction)
    .where(Transaction.account_id == bindparam("account_id"))
    .order_by(col(Transaction.sequence).desc())
    .limit(1)
)
_NEWEST_SCHEDULE = (
    select(Schedule)
    .where(Schedule.account_id == bindparam("account_id"))
    .order_by(col(Schedule.revision).desc())
    .limit(1)
)
"""Composed once, as most clicks ask."""


def last_transaction(session: Session, account_id: int) -> Transaction | None:
    return session.execute(_LAST, {"account_id": account_id}).scalar_one_or_none()


def last_payment(session: Session, account_id: int) -> Transaction | None:
    """The newest payment that was not reversed."""
    reversal = aliased(Transaction)
    return session.exec(
        select(Transaction)
        .where(
            Transaction.account_id == account_id,
            Transaction.kind == TransactionKind.PAYMENT,
            ~exists().where(col(reversal.reverses_id) == col(Transaction.id)),
        )
        .order_by(col(Transaction.sequence).desc())
        .limit(1)
    ).first()


def position_of(session: Session, account_id: int) -> Position:
    """The position after the account's last entry. Raises `NotFound` without any entry."""
    last = last_transaction(session, account_id)
    if last is None:
        raise NotFound
    return position_after(last)


def schedule_of(session: Session, account_id: int) -> Schedule:
    """The schedule in force: the newest revision. Raises `NotFound` for a line of credit."""
    found = session.execute(_NEWEST_SCHEDULE, {"account_id": account_id}).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def terms_of(session: Session, account_id: int) -> Terms:
    return terms_in(schedule_of(session, account_id))


def terms_in(schedule: Schedule) -> Terms:
    return Terms(
        principal=schedule.principal,
        rate=schedule.interest_rate,
        payments=schedule.payments,
        first_due=schedule.first_due,
        start=schedule.start,
        method=schedule.method,
        rounding=schedule.rounding,
        payment=schedule.payment,
        due_day=schedule.due_day,
    )


def position_after(row: Transaction) -> Position:
    return Position(
        accrued_through=row.after_accrued_through,
        principal=row.after_principal,
        interest_due=row.after_interest_due,
        fees_due=row.after_fees_due,
        unapplied=row.after_unapplied,
        schedule_credit=row.after_schedule_credit,
        fee_credit=row.after_fee_credit,
        advanced=row.after_advanced,
        written_off=row.after_written_off,
        paid_principal=row.after_paid_principal,
        paid_interest=row.after_paid_interest,
        paid_fees=row.after_paid_fees,
    )


def applied_in(row: Transaction) -> Applied:
    """A posted payment as the engine made it; `accrued` is not kept and is 0."""
    return Applied(
        on=row.effective_on,
        amount=row.amount,
        fees=row.to_fees,
        interest=row.to_interest,
        principal=row.to_principal,
        unapplied=row.to_unapplied,
        accrued=0,
        scheduled=row.to_schedule,
        fee_credit=row.to_fee_credit,
        position=position_after(row),
    )
