"""Numbers whose owner has ended our texts: kept by number, honoured by the outbox."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.sms import SmsStop


def stopped_at(session: Session, phone: str) -> datetime | None:
    """Since when no servicing texts go to `phone` (E.164); None: they do."""
    found = session.get(SmsStop, phone)
    return found.stopped_at if found else None


def stop(session: Session, phone: str) -> bool:
    """Whether that changed anything."""
    if stopped_at(session, phone) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(SmsStop(phone=phone))
    except IntegrityError:  # the gateway sent it twice at once
        return False
    return True


def resume(session: Session, phone: str) -> bool:
    """Whether that changed anything."""
    found = session.get(SmsStop, phone)
    if found is None:
        return False
    session.delete(found)
    session.flush()
    return True
