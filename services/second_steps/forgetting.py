"""A lost second step: all of it is forgotten, so that the next log-in sets it up anew."""

from sqlmodel import Session, col, update

from models.base import utc_now
from models.customers import Login
from models.second_steps import PendingLogIn
from services import sessions
from services.second_steps import authenticator, devices, recovery


def forget(session: Session, login: Login, actor: int | None = None) -> None:
    """Authenticator, recovery codes, trusted devices, the count of failures; sessions end too."""
    login_id = login.id or 0
    authenticator.remove(session, login_id)
    recovery.remove(session, login_id)
    devices.revoke(session, login_id)
    login.second_step_failures, login.second_step_disabled_at = 0, None
    session.add(login)
    end_pending(session, login)
    sessions.end_all(session, login_id, actor=actor)


def end_pending(session: Session, login: Login) -> None:
    """Whoever is between password and second step starts anew."""
    session.execute(
        update(PendingLogIn)
        .where(col(PendingLogIn.login_id) == login.id, col(PendingLogIn.ended_at).is_(None))
        .values(ended_at=utc_now())
    )
