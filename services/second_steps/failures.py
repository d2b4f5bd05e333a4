"""Wrong codes: counted in a row, told to the owner when the second step is switched off."""

from sqlmodel import Session

from models.base import utc_now
from models.customers import Login
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
    guesses = pending.row.method is not None and not pending.row.phone
    note_wrong_code(session, pending.login, visit, pending.row.method or "set up", guesses=guesses)


def note_wrong_code(
    session: Session, login: Login, visit: Visit, method: str, *, guesses: bool = True
) -> None:
    """One more for the log, which names `method`; `guesses`: and of those in a row."""
    audit.record(
        session,
        f"{login.door}:second_step:failed",
        login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=method,
    )
    if not guesses:
        return
    login.second_step_failures += 1
    session.add(login)
    if login.second_step_failures >= MOST_FAILURES:
        login.second_step_disabled_at = utc_now()
        audit.record(session, f"{login.door}:second_step:disabled", login_id=login.id)
        mail_owner(session, login, security.second_step_disabled(utc_now()))
