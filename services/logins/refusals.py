"""What was refused: in the audit log, and told to the owner, without a flood of either."""

from contextlib import suppress
from datetime import datetime, timedelta

from sqlmodel import Session

from models.customers import Login
from services import audit
from services.database import unit_of_work
from services.errors import Busy
from services.logins import throttle
from services.logins.pending import Visit
from services.messages import mail_owner
from services.messages.letters import security

_NOTED_EVERY = timedelta(minutes=1)
_LOCK_MAILS = 3
"""A day: somebody who keeps a login locked does not fill its owner's inbox."""


def note_refusal(action: str, visit: Visit, login_id: int | None = None, detail: str = "") -> None:
    """One entry a minute for each login and address: a flood of requests is none of entries.

    In a unit of work of its own: the one that was refused is rolled back.
    """
    with suppress(Busy), unit_of_work() as session:
        what = f"{action}:{login_id}:{visit.address}"
        if throttle.is_first(session, what, 1, _NOTED_EVERY):
            audit.record(
                session,
                action,
                login_id=login_id,
                address=visit.address,
                user_agent=visit.user_agent,
                detail=detail,
            )


def tell_of_lock(session: Session, login: Login, until: datetime, visit: Visit) -> None:
    """Once, as the lock begins; the tries that it refuses later say nothing more."""
    audit.record(session, f"{login.door}:login:locked", login_id=login.id, address=visit.address)
    if throttle.is_first(session, f"lock mail:{login.id}", _LOCK_MAILS, timedelta(days=1)):
        mail_owner(session, login, security.log_in_locked(until))
