"""Billing cycles of all lines of credit that ended: each is closed in a transaction of its own."""

import logging
from datetime import date

from sqlalchemy import Engine, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.accounts import Account, Lifecycle
from models.credit_lines import CreditLine
from models.transactions import Transaction
from services import ledger, live
from services.database import reading, unit_of_work
from services.ledger.line_rows import open_cycle

log = logging.getLogger(__name__)


def close_all(on: date, engine: Engine | None = None) -> int:
    """Close what ended before `on`; how many statements were made."""
    with reading(engine) as session:
        ended = [line.account_id for line in _lines(session) if open_cycle(line).closed_on < on]
    return sum(_close(account_id, on, engine) for account_id in ended)


def _close(account_id: int, on: date, engine: Engine | None) -> int:
    """One that cannot be closed keeps no other waiting: it is tried again the next day."""
    try:
        with unit_of_work(engine) as session:
            closed = ledger.close_account(session, account_id, on)
            live.tell_account(session, account_id)
            return closed
    except Exception:
        log.exception("the cycle of account %d is closed later", account_id)
        return 0


def _lines(session: Session):
    """Open ones; closed ones with a balance, or with entries that no statement knows yet."""
    last = aliased(Transaction)
    newest = select(func.max(last.sequence)).where(last.account_id == col(CreditLine.account_id))
    balance = (
        col(Transaction.after_principal)
        + col(Transaction.after_interest_due)
        + col(Transaction.after_fees_due)
        + col(Transaction.after_unapplied)
    )
    is_billed = (balance > 0) | (col(Transaction.sequence) > col(CreditLine.asked_sequence))
    return session.exec(
        select(CreditLine)
        .join(Account, col(Account.id) == col(CreditLine.account_id))
        .join(
            Transaction,
            (col(Transaction.account_id) == col(CreditLine.account_id))
            & (col(Transaction.sequence) == newest.scalar_subquery()),
        )
        .where(
            col(CreditLine.closed_on).is_not(None),
            (col(Account.lifecycle) == Lifecycle.OPEN)
            | ((col(Account.lifecycle) == Lifecycle.CLOSED) & is_billed),
        )
    )
