"""The second step, from a pending log-in to a session.

Each flow makes its own unit of work. A wrong code must stay counted, so that failures are
committed before they are raised.
"""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from models.customers import Door, Login
from models.second_steps import Method
from services import audit
from services.database import unit_of_work
from services.errors import NotLoggedIn, TooManyAttempts
from services.logins import pending as pending_log_ins
from services.logins import throttle
from services.logins.flows import Entered, entered
from services.logins.new_password import replace_password
from services.logins.pending import Pending, Visit
from services.logins.refusals import note_refusal, tell_of_lock
from services.second_steps import authenticator, codes, recovery
from services.second_steps.errors import SecondStepDisabled, WrongCode
from services.second_steps.failures import count_failure, failed
from services.second_steps.passing import note_new_phone, note_recovery_code, note_set_up, trust
from services.second_steps.policy import steps_of
from services.second_steps.sending import asker_of
from services.second_steps.set_up import where


def digits(typed: str) -> str:
    """`123 456` and `123-456` are 123456; what is no digit is left for the check to refuse."""
    return "".join(c for c in typed if c != "-" and not c.isspace())


def verify(
    token: str, typed: str, trusted: bool, visit: Visit, door: Door = Door.PORTAL
) -> Entered:
    """A session for a right code; with `trusted`, this browser is spared for 30 days.

    Raises `NotLoggedIn` (no pending log-in), `TooManyAttempts`, `WrongCode`, `ClockIsOff`,
    `SecondStepDisabled`.
    """
    counted, lock = _charged(token, visit, door)
    with unit_of_work() as session:
        pending = pending_log_ins.hold(session, token, door)
        if _is_right(session, pending, typed):
            throttle.give_back(session, counted)
            return _enter(session, pending, visit, trusted)
        problem = failed(session, pending, digits(typed), visit)
        if lock is not None:
            tell_of_lock(session, pending.login, lock, visit)
    raise problem


def confirm_set_up(token: str, typed: str, visit: Visit, door: Door = Door.PORTAL) -> Entered:
    """The first code of an authenticator that was just set up: a session, and codes to save.

    Raises `WrongCode`, `TooManyAttempts`, `NotLoggedIn`, `SecondStepDisabled`.
    """
    counted, lock = _charged(token, visit, door)
    with unit_of_work() as session:
        pending = pending_log_ins.hold(session, token, door)
        if _is_set_up_by(session, pending, digits(typed)):
            throttle.give_back(session, counted)
            note_set_up(session, pending, visit)
            return _enter(session, pending, visit, is_told=True)
        count_failure(session, pending, visit)
        if lock is not None:
            tell_of_lock(session, pending.login, lock, visit)
    raise WrongCode()


def _charged(token: str, visit: Visit, door: Door) -> tuple[list[throttle.Limit], datetime | None]:
    """What the try counts against, and when the lock ends that begins if it fails."""
    login_id: int | None = None
    try:
        with unit_of_work() as session:
            pending = pending_log_ins.find(session, token, door)
            login_id = pending.login_id
            if pending.login.second_step_disabled_at is not None:
                raise SecondStepDisabled()
            counted = throttle.code_limits(login_id, visit.address)
            return counted, throttle.charge(session, counted)
    except TooManyAttempts:
        note_refusal(f"{door}:second_step:throttled", visit, login_id)
        raise
    except (NotLoggedIn, SecondStepDisabled) as problem:
        note_refusal(f"{door}:second_step:refused", visit, login_id, type(problem).__name__)
        raise


def _is_right(session: Session, pending: Pending, typed: str) -> bool:
    """The method may have been taken away, or a stronger one set up, since it was asked for."""
    method, steps = pending.row.method, steps_of(session, pending)
    if pending.row.phone and method is Method.SMS and steps.set_up is Method.SMS:
        return _is_new_phone(session, pending, typed)
    if method not in steps.usable or pending.row.phone:
        return False
    match method:
        case Method.SMS | Method.EMAIL:
            return bool(codes.accept(session, asker_of(pending), method, digits(typed)))
        case Method.AUTHENTICATOR:
            return authenticator.accept(session, pending.login_id, digits(typed))
        case Method.RECOVERY_CODE if recovery.accept(session, pending.login_id, typed[:40]):
            note_recovery_code(session, pending)
            return True
        case _:
            return False


def _is_new_phone(session: Session, pending: Pending, typed: str) -> bool:
    sent_to = codes.accept(session, asker_of(pending), Method.SMS, digits(typed))
    if not sent_to or pending.customer is None:
        return False
    pending.customer.phone = sent_to
    session.add(pending.customer)
    note_new_phone(session, pending, sent_to)
    return True


def _is_set_up_by(session: Session, pending: Pending, code: str) -> bool:
    if steps_of(session, pending).set_up is not Method.AUTHENTICATOR:
        return False
    return authenticator.confirm(session, pending.login_id, where(pending), code)


def _enter(
    session: Session,
    pending: Pending,
    visit: Visit,
    trusted: bool = False,
    *,
    is_told: bool = False,
) -> Entered:
    login, row = pending.login, pending.row
    is_told = is_told or bool(row.new_password_hash or row.phone)
    is_told = is_told or row.method is Method.RECOVERY_CODE
    pending_log_ins.finish(session, pending)
    if pending.row.new_password_hash:
        replace_password(session, login, pending.row.new_password_hash, visit, verb="reset")
        pending.row.new_password_hash = ""
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
    device_token, device_id = _trusted(session, login, visit) if trusted else ("", None)
    visit = replace(visit, next_path=pending.row.next_path)
    done = entered(session, login, visit, device_id, is_told=is_told)
    has_codes = bool(recovery.to_show(session, pending.login_id))
    return replace(done, device=device_token, has_codes_to_save=has_codes)


def _trusted(session: Session, login: Login, visit: Visit) -> tuple[str, int | None]:
    """Agents' browsers are never spared."""
    return trust(session, login, visit) if login.door is Door.PORTAL else ("", None)
