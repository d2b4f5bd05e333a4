"""Events of the wallet that could not be taken in: kept, tried again, and never in the way.

`portal doctor` tells of them. Each is tried again after twice the time, at last once a day.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, func, select

from models.base import utc_now
from models.payments import WaitingEvent
from services.database import reading, unit_of_work
from services.payments.gateway import WalletEventNotice, WalletUnavailable

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(days=1)
BATCH = 10

log = logging.getLogger(__name__)


def set_aside(notice: WalletEventNotice, error: Exception, engine: Engine | None = None) -> None:
    """The first time, it is due at once: the next pull tries it."""
    reason = type(error).__name__[:60]
    with suppress(IntegrityError), unit_of_work(engine) as session:
        # Refused when somebody else sets the same one aside at this moment.
        row = session.get(WaitingEvent, notice.id, with_for_update=True)
        if row is None:
            row = WaitingEvent(id=notice.id, type=notice.type, key=notice.key, reason=reason)
            log.warning("the wallet's event %s waits: %s", notice.id, reason, exc_info=error)
        else:
            row.look_at = utc_now() + min(FIRST_PAUSE * 2 ** min(row.tries, 11), LONGEST_PAUSE)
        row.tries, row.reason = row.tries + 1, reason
        session.add(row)


def try_again(take_in: Callable[[WalletEventNotice], bool], engine: Engine | None = None) -> int:
    """Whose time has come; how many were new. Raises WalletUnavailable."""
    due = select(WaitingEvent).where(col(WaitingEvent.look_at) <= utc_now())
    with reading(engine) as session:
        rows = session.exec(due.order_by(col(WaitingEvent.look_at)).limit(BATCH)).all()
        notices = [WalletEventNotice(row.id, row.type, row.key) for row in rows]
    new = 0
    for notice in notices:
        try:
            new += take_in(notice)
        except WalletUnavailable:
            raise
        except Exception as error:  # whatever it was: the others do not wait for it
            set_aside(notice, error, engine)
            continue
        with unit_of_work(engine) as session:
            forget(session, notice.id)
    return new


def forget(session: Session, event_id: str) -> None:
    """It was taken in."""
    session.execute(delete(WaitingEvent).where(col(WaitingEvent.id) == event_id))


def how_many(session: Session) -> int:
    return session.exec(select(func.count()).select_from(WaitingEvent)).one()
