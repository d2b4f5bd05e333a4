"""Billing cycles of all lines of credit that ended: each is closed in a transaction of its own."""

import logging
from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.accounts import Account, Lifecycle
from models.credit_lines import CreditLine
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
    return session.exec(
        select(CreditLine)
        .join(Account, col(Account.id) == col(CreditLine.account_id))
        .where(col(Account.lifecycle) == Lifecycle.OPEN, col(CreditLine.closed_on).is_not(None))
    )
