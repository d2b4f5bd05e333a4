"""How much a borrower may add: in 24 hours, and in all."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models.base import utc_now
from models.customers import Login
from models.documents import Document
from services.documents.errors import TooMuchKept, TooMuchToday
from services.subject import Subject

DAY = timedelta(hours=24)
MOST_FILES_A_DAY = 40
MOST_BYTES_A_DAY = 250 * 1024 * 1024
MOST_FILES_KEPT = 400
MOST_BYTES_KEPT = 2 * 1024 * 1024 * 1024


def require_room(session: Session, subject: Subject, size: int) -> None:
    """For one more file of `size` bytes. Raises `TooMuchToday`, `TooMuchKept`.

    Deleted files count for their 24 hours: adding and deleting in turn is adding.
    """
    _require_room_today(session, subject, size)
    count, total = session.exec(
        select(func.count(), func.coalesce(func.sum(Document.size), 0)).where(
            col(Document.login_id) == subject.login_id, col(Document.deleted_at).is_(None)
        )
    ).one()
    if count >= MOST_FILES_KEPT or total + size > MOST_BYTES_KEPT:
        raise TooMuchKept(MOST_FILES_KEPT, MOST_BYTES_KEPT)


def lock(session: Session, subject: Subject) -> None:
    """One upload of a login is counted after the other."""
    session.exec(select(Login.id).where(Login.id == subject.login_id).with_for_update()).one()


def _require_room_today(session: Session, subject: Subject, size: int) -> None:
    recent = session.exec(
        select(Document.created_at, Document.size)
        .where(
            col(Document.login_id) == subject.login_id,
            col(Document.created_at) > utc_now() - DAY,
        )
        .order_by(col(Document.created_at))
    ).all()
    until = _room_at([(at, one) for at, one in recent], size)
    if until is not None:
        raise TooMuchToday(MOST_FILES_A_DAY, MOST_BYTES_A_DAY, until)


def _room_at(recent: list[tuple[datetime, int]], size: int) -> datetime | None:
    """When enough of the oldest have become old; None: there is room now."""
    files, total, until = len(recent), sum(one for _at, one in recent), None
    for at, one in recent:
        if files < MOST_FILES_A_DAY and total + size <= MOST_BYTES_A_DAY:
            break
        files, total, until = files - 1, total - one, at + DAY
    return until
