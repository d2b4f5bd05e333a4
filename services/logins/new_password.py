"""What a new password ends: sessions, trusted devices, log-ins under way, links in mails."""

from sqlmodel import Session

from models.base import utc_now
from models.customers import Login
from services import audit, links, sessions
from services.logins import pending
from services.logins.pending import Visit
from services.messages import mail_owner
from services.messages.letters import security
from services.second_steps import devices


def replace_password(
    session: Session,
    login: Login,
    password_hash: str,
    visit: Visit,
    *,
    verb: str = "changed",
    keep: int | None = None,
) -> None:
    """`verb`: reset or changed, for the audit log; `keep`: id of the session that stays."""
    assert login.id is not None
    login.password_hash = password_hash
    session.add(login)
    sessions.end_all(session, login.id, keep)
    devices.revoke(session, login.id)
    pending.end_all(session, login.id)
    links.void(session, login_id=login.id, customer_id=login.customer_id)
    audit.record(
        session,
        f"{login.door}:password:{verb}",
        login_id=login.id,
        actor_login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
    )
    mail_owner(session, login, security.password_changed(utc_now()))
