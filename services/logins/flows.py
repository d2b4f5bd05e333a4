"""Log in: charge the throttle → prove the password → second step → session → audit."""

from sqlmodel import Session, select

from models.audit import AuditEntry
from models.customers import Customer, Login, SecondStep
from services import sessions
from services.database import reading, unit_of_work
from services.emails import normal_email
from services.logins import throttle
from services.logins.errors import SecondStepRequired, WrongLogin
from services.logins.passwords import LONGEST, is_right

LENDERS_SECOND_STEP = SecondStep.NONE
"""What `INHERIT` means until the lender can choose."""


def log_in(email: str, password: str, address: str, user_agent: str) -> tuple[str, Login]:
    """The token of a new session, and whose it is.

    Raises `TooManyAttempts` before anything is hashed; `WrongLogin`, the same and after the same
    work for an unknown email; `SecondStepRequired` after a right password. Makes its own units of
    work: no lock is held while the password is hashed.
    """
    username = normal_email(email)
    counted = throttle.limits(username, address)
    with unit_of_work() as session:
        throttle.charge(session, counted)
    with reading() as session:
        login, customer = _find(session, username)
    usable = login if customer is not None and len(password) <= LONGEST else None
    right = is_right(password[:LONGEST], usable.password_hash if usable else None)
    if not right or usable is None or customer is None:
        _record("portal:login:failed", login, address)
        raise WrongLogin()
    step = needed_step(customer.second_step)
    with unit_of_work() as session:
        throttle.give_back(session, counted)
        if step is SecondStep.NONE:
            return sessions.start(session, usable, address, user_agent), usable
    _record("portal:login:second_step_required", usable, address)
    raise SecondStepRequired(step)


def needed_step(chosen: SecondStep) -> SecondStep:
    """The step that follows the password, the lender's policy applied."""
    return LENDERS_SECOND_STEP if chosen is SecondStep.INHERIT else chosen


def _find(session: Session, username: str | None) -> tuple[Login | None, Customer | None]:
    """The login of `username`, and its customer when the lender lets them in."""
    login = session.exec(select(Login).where(Login.email == (username or ""))).first()
    if login is None:
        return None, None
    customer = session.get(Customer, login.customer_id)
    open_to = customer if customer and customer.portal_access and not login.disabled_at else None
    return login, open_to


def _record(action: str, login: Login | None, address: str) -> None:
    with unit_of_work() as session:
        session.add(
            AuditEntry(action=action, login_id=login.id if login else None, address=address[:45])
        )
