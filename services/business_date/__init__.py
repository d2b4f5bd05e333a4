"""The lender's today, a row in SQL (ADR 0016)."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.lender import BusinessDate
from portal_app.settings import get_settings

_TODAY = select(col(BusinessDate.today)).where(col(BusinessDate.id) == 1)


def today(session: Session) -> date:
    """The business date; without a stored one, the calendar's date in the lender's zone."""
    stored = session.execute(_TODAY).scalar_one_or_none()
    return stored or calendar_date()


def calendar_date() -> date:
    """Today by the wall clock in the lender's time zone."""
    return datetime.now(get_settings().zone).date()


def is_stored(session: Session) -> bool:
    return session.get(BusinessDate, 1) is not None


def is_frozen(session: Session) -> bool:
    row = session.get(BusinessDate, 1)
    return bool(row and row.frozen)


def move_to(session: Session, day: date) -> date:
    """Advance the business date to `day`; a day before it leaves it as it is. Returns the date."""
    row = session.get(BusinessDate, 1, with_for_update=True)
    if row is None:
        row = BusinessDate(today=day)
    elif day > row.today:
        row.today = day
    session.add(row)
    session.flush()
    return row.today


def freeze_at(session: Session, day: date) -> None:
    """Set and freeze the business date of a new demo; refuses to move an existing one."""
    if session.get(BusinessDate, 1) is None:
        session.add(BusinessDate(today=day, frozen=True))
        session.flush()
