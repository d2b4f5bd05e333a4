"""A login's passkeys as its owner sees them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.customers import Login
from models.passkeys import Passkey
from portal_app.settings import get_settings
from services.language import _
from services.language.formats import moment
from services.passkeys.offer import are_offered
from services.subject import Subject


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """`added` and `used` are sentences."""

    id: int
    name: str
    added: str
    used: str


@dataclass(frozen=True, slots=True)
class PasskeysView:
    """Newest first. `offered`: more can be added, and those that there are open the portal."""

    offered: bool = False
    lines: tuple[PasskeyLine, ...] = ()


def passkeys_of(session: Session, subject: Subject) -> PasskeysView:
    found = select(Passkey).where(Passkey.login_id == subject.login_id)
    rows = session.exec(found.order_by(col(Passkey.id).desc())).all()
    zone = _zone(session, subject)
    return PasskeysView(are_offered(session), tuple(_line(row, zone) for row in rows))


def _line(row: Passkey, zone: ZoneInfo) -> PasskeyLine:
    added = _("Added {when}").format(when=moment(row.created_at, zone))
    if row.last_used_at is None:
        return PasskeyLine(row.id or 0, row.name, added, _("Never used"))
    used = _("Last used {when}").format(when=moment(row.last_used_at, zone))
    return PasskeyLine(row.id or 0, row.name, added, used)


def _zone(session: Session, subject: Subject) -> ZoneInfo:
    """The login's own, or the lender's."""
    login = session.get(Login, subject.login_id)
    return ZoneInfo(login.time_zone) if login and login.time_zone else get_settings().zone
