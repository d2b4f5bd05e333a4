"""The second step, from a pending log-in to a session.

Each flow makes its own unit of work. A wrong code must stay counted, so that failures are
committed before they are raised.
"""

from dataclasses import replace

from sqlmodel import Session

from models.base import utc_now
from models.customers import Door, Login
from models.second_steps import Method
from services import audit
from services.database import unit_of_work
from services.errors import InvalidInput, PortalError
from services.logins import pending as pending_log_ins
from services.logins import throttle
from services.logins.flows import Entered, enter, entered, tell_of_lock
from services.logins.pending import Pending, Visit
from services.messages import mail_owner
from services.messages.letters import security
from services.phones import normal_phone
from services.second_steps import authenticator, codes, devices, recovery
from services.second_steps.drift import clock_error
from services.second_steps.errors import SecondStepDisabled, TooSoon, WrongCode
from services.second_steps.policy import steps_for
from services.second_steps.sending import asker_of, send_code
from services.user_agents import browser_in_words

MOST_FAILURES = 100
"""In a row (NIST SP 800-63B, 5.2.2)."""


def digits(typed: str) -> str:
    """`123 456` and `123-456` are 123456; what is no digit is left for the check to refuse."""
    return "".join(c for c in typed if c not in " -\t\u00a0")


def verify(token: str, typed: str, trust: bool, visit: Visit, door: Door = Door.PORTAL) -> Entered:
    """A session for a right code; with `trust`, this browser is spared for 30 days.

    Raises `NotLoggedIn` (no pending log-in), `TooManyAttempts`, `WrongCode`, `ClockIsOff`,
    `SecondStepDisabled`.
    """
    with unit_of_work() as session:
        pending = pending_log_ins.find(session, token, door)
        if pending.login.second_step_disabled_at is not None:
            raise SecondStepDisabled()
        counted = throttle.code_limits(pending.login_id, visit.address)
        lock = throttle.charge(session, counted)
    with unit_of_work() as session:
        pending = pending_log_ins.find(session, token, door)
        if _is_right(session, pending, typed):
            throttle.give_back(session, counted)
            return _enter(session, pending, trust, visit)
        problem = _failed(session, pending, typed, visit)
        if lock is not None:
            tell_of_lock(session, pending.login, lock, visit)
    raise problem


def send_again(token: str, door: Door = Door.PORTAL) -> None:
    """A new code; raises `TooSoon`, `TooManyAttempts`, `NotLoggedIn`."""
    with unit_of_work() as session:
        pending = pending_log_ins.find(session, token, door)
        if pending.row.method not in (Method.SMS, Method.EMAIL):
            return
        _require_pause(session, pending)
        send_code(session, pending)


def another_way(token: str, wanted: str, door: Door = Door.PORTAL) -> Method | None:
    """Go on with `wanted`, or with the next usable one when it is ""; what is asked for now."""
    with unit_of_work() as session:
        pending = pending_log_ins.find(session, token, door)
        usable = steps_for(session, pending.login).usable
        current = pending.row.method
        if not usable:
            return current
        following = (
            usable[(usable.index(current) + 1) % len(usable)] if current in usable else usable[0]
        )
        chosen = next((method for method in usable if method == wanted), following)
        if chosen is current:
            return current
        pending.row.method = chosen
        session.add(pending.row)
        if (
            chosen in (Method.SMS, Method.EMAIL)
            and codes.resend_at(session, asker_of(pending)) is None
        ):
            send_code(session, pending)
        return chosen


def add_phone(token: str, typed: str, door: Door = Door.PORTAL) -> None:
    """A number for a borrower without one: it is theirs once the code sent to it comes back.

    Raises `InvalidInput` (phone), `TooManyAttempts`, `NotLoggedIn`.
    """
    phone = normal_phone(typed)
    with unit_of_work() as session:
        pending = pending_log_ins.find(session, token, door)
        if steps_for(session, pending.login).set_up is not Method.SMS:
            raise InvalidInput("phone", "not_asked_for")
        if phone is None:
            raise InvalidInput("phone", "not_a_phone")
        _require_pause(session, pending)
        pending.row.phone, pending.row.method = phone, Method.SMS
        session.add(pending.row)
        send_code(session, pending)


def confirm_set_up(token: str, typed: str, visit: Visit, door: Door = Door.PORTAL) -> Entered:
    """The first code of an authenticator that was just set up: a session, and codes to save.

    Raises `WrongCode`, `TooManyAttempts`, `NotLoggedIn`.
    """
    with unit_of_work() as session:
        pending = pending_log_ins.find(session, token, door)
        counted = throttle.code_limits(pending.login_id, visit.address)
        throttle.charge(session, counted)
    with unit_of_work() as session:
        pending = pending_log_ins.find(session, token, door)
        is_asked_for = steps_for(session, pending.login).set_up is Method.AUTHENTICATOR
        if is_asked_for and authenticator.accept(
            session, pending.login_id, digits(typed), confirmed=False
        ):
            throttle.give_back(session, counted)
            recovery.renew(session, pending.login_id)
            audit.record(
                session,
                f"{door}:second_step:set_up",
                login_id=pending.login_id,
                actor_login_id=pending.login_id,
                address=visit.address,
                detail=Method.AUTHENTICATOR,
            )
            done = _enter(session, pending, False, visit)
            return replace(done, has_codes_to_save=True)
        _count(session, pending, visit)
    raise WrongCode()


def _is_right(session: Session, pending: Pending, typed: str) -> bool:
    match pending.row.method:
        case Method.SMS | Method.EMAIL as method:
            sent_to = codes.accept(session, asker_of(pending), method, digits(typed))
            if sent_to is not None and pending.row.phone and pending.customer is not None:
                pending.customer.phone = sent_to
                session.add(pending.customer)
            return sent_to is not None
        case Method.AUTHENTICATOR:
            return authenticator.accept(session, pending.login_id, digits(typed))
        case Method.RECOVERY_CODE:
            return _use_recovery_code(session, pending, typed)
        case None:
            return False


def _use_recovery_code(session: Session, pending: Pending, typed: str) -> bool:
    if not recovery.accept(session, pending.login_id, typed[:40]):
        return False
    left = recovery.left(session, pending.login_id)
    mail_owner(session, pending.login, security.recovery_code_used(utc_now(), left))
    return True


def _enter(session: Session, pending: Pending, trust: bool, visit: Visit) -> Entered:
    login = pending.login
    pending_log_ins.finish(session, pending)
    login.second_step_failures = 0
    session.add(login)
    audit.record(
        session,
        f"{login.door}:second_step:passed",
        login_id=login.id,
        actor_login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=pending.row.method or Method.AUTHENTICATOR,
    )
    device_token, device_id = "", None
    if trust and login.door is Door.PORTAL:
        device_token, device_id = _trust(session, login, visit)
    visit = replace(visit, next_path=pending.row.next_path)
    return replace(entered(session, login, visit, device_id), device=device_token)


def _trust(session: Session, login: Login, visit: Visit) -> tuple[str, int]:
    device_token, device_id = devices.trust(session, login.id or 0, visit.address, visit.user_agent)
    audit.record(
        session,
        f"{login.door}:device:trusted",
        login_id=login.id,
        actor_login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
    )
    name = browser_in_words(visit.user_agent)
    letter = security.device_trusted(utc_now(), name, visit.address, devices.LIFE.days)
    mail_owner(session, login, letter)
    return device_token, device_id


def _failed(session: Session, pending: Pending, typed: str, visit: Visit) -> PortalError:
    """Count the failure; what the borrower is told."""
    _count(session, pending, visit)
    if pending.row.method is Method.AUTHENTICATOR:
        off = clock_error(session, pending, digits(typed))
        if off is not None:
            return off
    return WrongCode()


def _count(session: Session, pending: Pending, visit: Visit) -> None:
    login = pending.login
    login.second_step_failures += 1
    session.add(login)
    audit.record(
        session,
        f"{login.door}:second_step:failed",
        login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=pending.row.method or "set up",
    )
    if login.second_step_failures >= MOST_FAILURES:
        login.second_step_disabled_at = utc_now()
        audit.record(session, f"{login.door}:second_step:disabled", login_id=login.id)
        mail_owner(session, login, security.second_step_disabled(utc_now()))


def _require_pause(session: Session, pending: Pending) -> None:
    at = codes.resend_at(session, asker_of(pending))
    if at is not None:
        raise TooSoon(max(1, int((at - utc_now()).total_seconds()) + 1))


__all__ = ["add_phone", "another_way", "confirm_set_up", "digits", "enter", "send_again", "verify"]
