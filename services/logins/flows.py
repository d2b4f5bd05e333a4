"""Log in: charge the throttle → prove the password → trusted device or second step → session."""

from dataclasses import dataclass

from sqlmodel import Session, select

from models.customers import Customer, Door, Login
from models.second_steps import Method
from services import audit, sessions
from services.database import reading, unit_of_work
from services.emails import normal_email
from services.errors import TooManyAttempts
from services.logins import browsers, pending, throttle
from services.logins.errors import WrongLogin
from services.logins.passwords import LONGEST, is_right
from services.logins.pending import Visit
from services.logins.refusals import note_refusal, tell_of_lock
from services.second_steps import devices, policy, sending


@dataclass(frozen=True)
class Entered:
    """Logged in: the token of the new session. `language`: the borrower's saved one."""

    token: str
    language: str | None = None
    next_path: str = ""
    device: str = ""
    """Token of the device that is trusted from now on."""
    browser: str = ""
    """Token by which this browser is known again."""
    has_codes_to_save: bool = False


@dataclass(frozen=True)
class StepNeeded:
    """The password was right; `method` is asked for, or `set_up` has to come first.

    Neither: only the lender can help. `sent`: False when too many codes went out of late.
    """

    token: str
    method: Method | None
    set_up: Method | None = None
    sent: bool = True


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
    try:
        with unit_of_work() as session:
            lock = throttle.charge(session, counted)
    except TooManyAttempts:
        note_refusal(f"{door}:login:throttled", visit, login.id if login else None)
        raise
    usable = login if may_enter(login, customer) and len(password) <= LONGEST else None
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
    session: Session,
    login: Login,
    visit: Visit,
    without: tuple[Method, ...] = (),
    *,
    new_password_hash: str = "",
    is_told: bool = False,
) -> Entered | StepNeeded:
    """What follows a right password: the second step unless none is needed or the device spares it.

    `without`: methods that prove nothing here, as an email code after a reset by email;
    `new_password_hash`: set once the second step is done; `is_told`: as of `entered`.
    """
    assert login.id is not None
    steps = policy.steps_for(session, login)
    device = None if without else devices.recognise(session, login.id, visit.device)
    if steps.none_needed or (device is not None and steps.usable):
        return entered(session, login, visit, device, is_told=is_told)
    by_mail = Method.EMAIL in without
    usable = policy.ways(session, login, by_mail=by_mail)
    method = usable[0] if usable else None
    token, pending_id = pending.begin(
        session, login, method, visit, by_mail=by_mail, new_password_hash=new_password_hash
    )
    sent = True
    if method in (Method.SMS, Method.EMAIL) and login.second_step_disabled_at is None:
        sent = sending.is_sent(session, pending.find(session, token, login.door))
    audit.record(
        session,
        f"{login.door}:login:second_step_required",
        login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=f"{method or steps.set_up} {pending_id}",
    )
    return StepNeeded(token, method, steps.set_up, sent)


def entered(
    session: Session,
    login: Login,
    visit: Visit,
    device: int | None = None,
    *,
    is_told: bool = False,
) -> Entered:
    """A new session of `login`. `device`: the trusted one, known or just made; `is_told`: a mail
    about what led here goes to the owner anyway.
    """
    is_told = is_told or device is not None
    browser = browsers.known_again(session, login, visit, is_told=is_told)
    token = sessions.start(session, login, visit.address, visit.user_agent, device, browser)
    return Entered(token, login.language, visit.next_path, browser=browser)


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


def may_enter(login: Login | None, customer: Customer | None) -> bool:
    """Agents have no customer; a borrower needs portal access."""
    if login is None or login.disabled_at is not None:
        return False
    return login.door is Door.LMS or (customer is not None and customer.portal_access)
