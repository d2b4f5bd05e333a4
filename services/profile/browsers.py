"""Where a login is open, and which browsers skip the second step."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.base import utc_now
from models.second_steps import TrustedDevice
from models.sessions import Session as SessionRow
from services import sessions
from services.language import _, formats
from services.logins.pending import Visit
from services.profile.noting import note
from services.profile.zones import zone_of
from services.second_steps import devices
from services.subject import Subject
from services.user_agents import browser_in_words


@dataclass(frozen=True)
class Browser:
    """A session or a trusted device in words."""

    id: int
    name: str
    address: str
    used: str
    is_this: bool = False


@dataclass(frozen=True)
class Browsers:
    """`others`: sessions beside this one."""

    sessions: list[Browser] = field(default_factory=list)
    devices: list[Browser] = field(default_factory=list)
    others: bool = False


def browsers(session: Session, subject: Subject) -> Browsers:
    """This one first, then by last use."""
    zone, now = zone_of(session, subject), utc_now()
    rows = session.exec(
        select(SessionRow)
        .where(
            SessionRow.login_id == subject.login_id,
            col(SessionRow.ended_at).is_(None),
            col(SessionRow.expires_at) > now,
            col(SessionRow.last_used_at) > now - sessions.IDLE,
        )
        .order_by(col(SessionRow.last_used_at).desc())
    ).all()
    open_ones = [_line(row, zone, subject.session_id) for row in rows]
    open_ones.sort(key=lambda one: not one.is_this)
    trusted = [_line(row, zone) for row in devices.trusted(session, subject.login_id)]
    return Browsers(open_ones, trusted, any(not one.is_this for one in open_ones))


def log_out(session: Session, subject: Subject, session_id: int) -> None:
    """One session of the subject's own; another's is left alone."""
    sessions.end_one(session, subject.login_id, session_id)


def log_out_others(session: Session, subject: Subject) -> None:
    sessions.end_all(session, subject.login_id, keep=subject.session_id)


def forget_device(session: Session, subject: Subject, device_id: int | None, visit: Visit) -> None:
    """One of the subject's trusted devices, or all of them."""
    devices.revoke(session, subject.login_id, device_id)
    note(session, subject, visit, "device:revoked" if device_id else "device:all_revoked")


def _line(row: SessionRow | TrustedDevice, zone: ZoneInfo, this: int = 0) -> Browser:
    return Browser(
        id=row.id or 0,
        name=browser_in_words(row.user_agent) or _("A browser"),
        address=row.address,
        used=_("Last used {moment}").format(moment=formats.moment(row.last_used_at, zone)),
        is_this=row.id == this,
    )
