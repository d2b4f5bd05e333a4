"""A browser's session: 256 random bits in a cookie, their hash in SQL.

Idle and absolute limits after NIST SP 800-63B, 4.2.3 (AAL2: 30 min to 1 h idle, 24 h at most).
"""

import hashlib
import secrets
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie

from sqlmodel import Session, col, select, update

from models.audit import AuditEntry
from models.base import utc_now
from models.customers import Customer, Login
from models.sessions import Session as SessionRow
from portal_app.settings import get_settings
from services.database import reading, unit_of_work
from services.subject import Subject

IDLE = timedelta(hours=1)
ABSOLUTE = timedelta(hours=24)
STAMP_EVERY = timedelta(minutes=1)
_TOKEN_LENGTH = 43


def cookie_name() -> str:
    """Cookies ignore ports, so the name carries it: two portals on one machine stay apart."""
    return f"__Host-portal-{get_settings().portal_port}"


def token_in_cookies(header: str) -> str:
    """The session's token in a `Cookie` header, or ""."""
    try:
        found = SimpleCookie(header).get(cookie_name())
    except CookieError:
        return ""
    return found.value if found and len(found.value) == _TOKEN_LENGTH else ""


def start(session: Session, login: Login, address: str = "", user_agent: str = "") -> str:
    """A new session of `login`; the answer is its token, which is kept nowhere."""
    assert login.id is not None
    token = secrets.token_urlsafe(32)
    now = utc_now()
    session.add(
        SessionRow(
            token_hash=_hash(token),
            login_id=login.id,
            created_at=now,
            last_used_at=now,
            expires_at=now + ABSOLUTE,
            address=address[:45],
            user_agent=user_agent[:200],
        )
    )
    session.add(
        AuditEntry(action="portal:session:started", login_id=login.id, address=address[:45])
    )
    return token


def subject_for(session: Session, token: str) -> Subject | None:
    """Whose session it is; None when unknown, ended, idle for too long, too old, or shut out.

    Stamps the last use when `session` may write; within a minute of the last stamp it does not.
    """
    row, subject = _find(session, token)
    if row is not None and utc_now() - row.last_used_at >= STAMP_EVERY:
        row.last_used_at = utc_now()
        session.add(row)
    return subject


def who_is(token: str) -> Subject | None:
    """`subject_for` on the process's own engine: the write lock is taken once a minute at most."""
    if not token:
        return None
    with reading() as session:
        row, subject = _find(session, token)
    if row is not None and utc_now() - row.last_used_at >= STAMP_EVERY:
        with unit_of_work() as session:
            return subject_for(session, token)
    return subject


def end(session: Session, token: str) -> None:
    """End the session of `token`; unknown and ended ones are left as they are."""
    row, subject = _find(session, token)
    if row is None or subject is None:
        return
    row.ended_at = utc_now()
    session.add(row)
    session.add(AuditEntry(action="portal:session:ended", login_id=row.login_id))


def end_all(session: Session, login_id: int) -> None:
    """End every session of a login, in all browsers."""
    session.execute(
        update(SessionRow)
        .where(col(SessionRow.login_id) == login_id, col(SessionRow.ended_at).is_(None))
        .values(ended_at=utc_now())
    )
    session.add(AuditEntry(action="portal:session:all_ended", login_id=login_id))


def _find(session: Session, token: str) -> tuple[SessionRow | None, Subject | None]:
    if len(token) != _TOKEN_LENGTH:
        return None, None
    now = utc_now()
    found = session.exec(
        select(SessionRow, Login, Customer)
        .join(Login, col(Login.id) == col(SessionRow.login_id))
        .join(Customer, col(Customer.id) == col(Login.customer_id))
        .where(
            SessionRow.token_hash == _hash(token),
            col(SessionRow.ended_at).is_(None),
            col(SessionRow.expires_at) > now,
            col(SessionRow.last_used_at) > now - IDLE,
            col(Login.disabled_at).is_(None),
            col(Customer.portal_access).is_(True),
        )
    ).first()
    if found is None:
        return None, None
    row, login, customer = found
    assert row.id is not None
    assert login.id is not None
    assert customer.id is not None
    name = f"{customer.first_name} {customer.last_name}"
    return row, Subject(login.id, customer.id, row.id, name, login.language or "en")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
