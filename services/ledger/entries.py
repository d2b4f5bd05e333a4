"""Appending an entry, and locking the account while that is decided."""

from typing import Any

from sqlmodel import Session, select

from models.accounts import Account
from models.transactions import Transaction
from services.errors import NotFound
from services.ledger.rows import last_transaction
from services.servicing.position import Position


def lock_account(session: Session, account_id: int) -> Account:
    """The account, locked until the unit of work ends: two payments are decided one by one.

    `populate_existing` because a row that was read before the lock may be stale.
    """
    account = session.exec(
        select(Account)
        .where(Account.id == account_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if account is None:
        raise NotFound
    return account


def append(session: Session, account_id: int, position: Position, **values: Any) -> Transaction:
    """Append an entry with the position after it; `values` are the entry's own columns."""
    last = last_transaction(session, account_id)
    entry = Transaction(
        account_id=account_id,
        sequence=last.sequence + 1 if last else 1,
        after_accrued_through=position.accrued_through,
        after_principal=position.principal,
        after_interest_due=position.interest_due,
        after_fees_due=position.fees_due,
        after_unapplied=position.unapplied,
        after_schedule_credit=position.schedule_credit,
        after_fee_credit=position.fee_credit,
        after_advanced=position.advanced,
        after_written_off=position.written_off,
        after_paid_principal=position.paid_principal,
        after_paid_interest=position.paid_interest,
        after_paid_fees=position.paid_fees,
        **values,
    )
    session.add(entry)
    session.flush()
    return entry
