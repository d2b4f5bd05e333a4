"""Wrong codes: counted in a row, told to the owner when the second step is switched off."""

from sqlmodel import Session

from models.base import utc_now
from models.second_steps import Method
from services import audit
from services.errors import PortalError
from services.logins.pending import Pending, Visit
from services.messages import mail_owner
from services.messages.letters import security
from services.second_steps.drift import clock_error
from services.second_steps.errors import WrongCode

MOST_FAILURES = 100
"""In a row (NIST SP 800-63B, 5.2.2)."""


def failed(session: Session, pending: Pending, code: str, visit: Visit) -> PortalError:
    """Count the failure; what the borrower is told."""
    count_failure(session, pending, visit)
    if pending.row.method is Method.AUTHENTICATOR:
        off = clock_error(session, pending, code)
        if off is not None:
            return off
    return WrongCode()


def count_failure(session: Session, pending: Pending, visit: Visit) -> None:
    """A wrong code while something is set up guesses at nothing: it is throttled, no more."""
    login = pending.login
    audit.record(
        session,
        f"{login.door}:second_step:failed",
        login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=pending.row.method or "set up",
    )
    if pending.row.method is None or pending.row.phone:
        return
    login.second_step_failures += 1
    session.add(login)
    if login.second_step_failures >= MOST_FAILURES:
        login.second_step_disabled_at = utc_now()
        audit.record(session, f"{login.door}:second_step:disabled", login_id=login.id)
        mail_owner(session, login, security.second_step_disabled(utc_now()))
