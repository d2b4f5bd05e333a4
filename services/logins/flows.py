"""Log in: charge the throttle → prove the password → trusted device or second step → session."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from models.customers import Customer, Door, Login
from models.second_steps import Method
from services import audit, sessions
from services.database import reading, unit_of_work
from services.emails import normal_email
from services.logins import pending, throttle
from services.logins.errors import WrongLogin
from services.logins.passwords import LONGEST, is_right
from services.logins.pending import Visit
from services.messages import mail_owner
from services.messages.letters import security
from services.second_steps import devices
from services.second_steps.policy import steps_for
from services.second_steps.sending import send_code


@dataclass(frozen=True)
class Entered:
    """Logged in: the token of the new session. `language`: the borrower's saved one."""

    token: str
    language: str | None = None
    next_path: str = ""
    device: str = ""
    """Token of the device that is trusted from now on."""
    has_codes_to_save: bool = False


@dataclass(frozen=True)
class StepNeeded:
    """The password was right; `method` is asked for, or `set_up` has to come first."""

    token: str
    method: Method | None
    set_up: Method | None = None


def log_in(
    email: str, password: str, visit: Visit, door: Door = Door.PORTAL
) -> Entered | StepNeeded:
    """A new session, or a pending log-in.

    Raises `TooManyAttempts` before anything is hashed; `WrongLogin`, the same and after the same
    work for an unknown email. Makes its own units of work: no lock is held while the password is
    hashed.
    """
    username = normal_email(email)
    login, customer, device = _look_up(username, door, visit.device)
    counted = throttle.limits(f"{door}:{username}" if username else None, visit.address, device)
    with unit_of_work() as session:
        lock = throttle.charge(session, counted)
    usable = login if _may_enter(login, customer) and len(password) <= LONGEST else None
    right = is_right(password[:LONGEST], usable.password_hash if usable else None)
    with unit_of_work() as session:
        if not right or usable is None:
            audit.record(
                session,
                f"{door}:login:failed",
                login_id=login.id if login else None,
                address=visit.address,
                user_agent=visit.user_agent,
            )
            if lock is not None and usable is not None:
                tell_of_lock(session, usable, lock, visit)
        else:
            throttle.give_back(session, counted)
            return enter(session, usable, visit)
    raise WrongLogin()


def enter(
    session: Session, login: Login, visit: Visit, without: tuple[Method, ...] = ()
) -> Entered | StepNeeded:
    """What follows a right password: the second step unless none is needed or the device spares it.

    `without`: methods that prove nothing here, as an email code after a reset by email.
    """
    assert login.id is not None
    steps = steps_for(session, login)
    device = None if without else devices.recognise(session, login.id, visit.device)
    if steps.none_needed or (device is not None and steps.usable):
        return entered(session, login, visit, device)
    usable = [method for method in steps.usable if method not in without]
    method = usable[0] if usable else None
    token, pending_id = pending.begin(session, login, method, visit)
    if method in (Method.SMS, Method.EMAIL):
        send_code(session, pending.find(session, token, login.door))
    audit.record(
        session,
        f"{login.door}:login:second_step_required",
        login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=f"{method or steps.set_up} {pending_id}",
    )
    return StepNeeded(token, method, steps.set_up)


def entered(session: Session, login: Login, visit: Visit, device: int | None = None) -> Entered:
    """A new session of `login`."""
    token = sessions.start(session, login, visit.address, visit.user_agent, device)
    return Entered(token, login.language, visit.next_path)


def tell_of_lock(session: Session, login: Login, until: datetime, visit: Visit) -> None:
    """Once, as the lock begins; the tries that it refuses later say nothing more."""
    audit.record(session, f"{login.door}:login:locked", login_id=login.id, address=visit.address)
    mail_owner(session, login, security.log_in_locked(until))


def _look_up(
    username: str | None, door: Door, device_token: str
) -> tuple[Login | None, Customer | None, str]:
    """The login of `username` at `door`, its customer, and the device if it is one of its own."""
    with reading() as session:
        found = select(Login).where(Login.door == door, Login.email == (username or ""))
        login = session.exec(found).first()
        if login is None:
            return None, None, ""
        customer = session.get(Customer, login.customer_id) if login.customer_id else None
        known = devices.recognise(session, login.id or 0, device_token) is not None
        return login, customer, device_token if known else ""


def _may_enter(login: Login | None, customer: Customer | None) -> bool:
    """Agents have no customer; a borrower needs portal access."""
    if login is None or login.disabled_at is not None:
        return False
    return login.door is Door.LMS or (customer is not None and customer.portal_access)
