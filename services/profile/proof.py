"""Fresh proof: before a change, the password or a code is shown again when the last one is old.

A code of the second step where one is enrolled, else the password. A code by email alone is not
taken: an unlocked browser often has the mailbox open too (NIST SP 800-63B, 5.1.3.1).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

from sqlmodel import Session

from models.base import utc_now
from models.customers import Customer, Login
from models.second_steps import CodePurpose, Method
from services import audit, sessions
from services.database import reading, unit_of_work
from services.errors import TooManyAttempts
from services.language import _
from services.logins import throttle
from services.logins.passwords import LONGEST, is_right
from services.logins.pending import Visit
from services.logins.refusals import note_refusal, tell_of_lock
from services.logins.throttle import Limit
from services.masking import masked
from services.messages import mail_owner
from services.messages.letters import security
from services.profile.errors import ProofNeeded, WrongPassword
from services.second_steps import authenticator, codes, recovery
from services.second_steps.codes import Asker
from services.second_steps.errors import SecondStepDisabled, TooSoon, WrongCode
from services.second_steps.failures import note_wrong_code
from services.second_steps.flows import digits
from services.second_steps.policy import steps_for
from services.second_steps.sending import deliver
from services.subject import Subject


class Way(StrEnum):
    """How it is proved."""

    PASSWORD = "password"  # noqa: S105 -- a name
    AUTHENTICATOR = "authenticator"
    SMS = "sms"
    RECOVERY_CODE = "recovery_code"


@dataclass(frozen=True)
class Asked:
    """`way`: what is asked for; `hint` tells where a code comes from; `resend_in`: seconds until a
    new one can be sent."""

    way: str = ""
    hint: str = ""
    resend_in: int = 0


def require(session: Session, subject: Subject) -> None:
    """Before a change. Raises `ProofNeeded`."""
    if not sessions.is_fresh(session, subject.session_id):
        raise ProofNeeded()


def asked(session: Session, subject: Subject) -> Asked:
    """What the form asks for."""
    login = session.get_one(Login, subject.login_id)
    ways = _ways(session, login)
    at = codes.resend_at(session, _asker(subject), Method.SMS) if Way.SMS in ways else None
    return Asked(
        ways[0].value,
        _hint(session, login, ways),
        ceil((at - utc_now()).total_seconds()) if at else 0,
    )


def send(session: Session, subject: Subject, visit: Visit) -> None:
    """A text with a code. Raises `TooSoon`, `TooManyAttempts`; nothing for who has another way."""
    login = session.get_one(Login, subject.login_id)
    phone = _phone(session, login)
    if Way.SMS not in _ways(session, login) or not phone:
        return
    at = codes.resend_at(session, _asker(subject), Method.SMS)
    if at is not None:
        raise TooSoon(max(1, ceil((at - utc_now()).total_seconds())))
    throttle.charge(session, throttle.send_limits(phone, visit.address))
    deliver(session, _asker(subject), Method.SMS, phone, subject.language, login.customer_id)
    record(session, subject, visit, "second_step:sent", f"sms {masked(phone)}")


def prove(subject: Subject, typed: str, visit: Visit) -> None:
    """The session is fresh from now on. `typed`: the password, or the code, as `asked` says.

    Raises `WrongPassword`, `WrongCode`, `TooManyAttempts`, `SecondStepDisabled`. Makes its own
    units of work: a failure stays counted, and no lock is held while the password is hashed.
    """
    with reading() as session:
        login = session.get_one(Login, subject.login_id)
        ways = _ways(session, login)
    if Way.PASSWORD in ways:
        _by_password(subject, login, typed, visit)
    else:
        _by_code(subject, _meant(ways, typed), typed, visit)


def _by_password(subject: Subject, login: Login, typed: str, visit: Visit) -> None:
    counted = throttle.limits(f"{login.door}:{login.email}", visit.address)
    lock = charged(subject, counted, visit)
    right = len(typed) <= LONGEST and is_right(typed, login.password_hash)
    with unit_of_work() as session:
        if right:
            throttle.give_back(session, counted)
            _proved(session, subject, visit, Way.PASSWORD)
            return
        record(session, subject, visit, "profile:proof_failed", Way.PASSWORD)
        if lock is not None:
            tell_of_lock(session, session.get_one(Login, subject.login_id), lock, visit)
    raise WrongPassword()


def _by_code(subject: Subject, way: Way, typed: str, visit: Visit) -> None:
    counted = throttle.code_limits(subject.login_id, visit.address)
    with reading() as session:
        if session.get_one(Login, subject.login_id).second_step_disabled_at is not None:
            raise SecondStepDisabled()
    lock = charged(subject, counted, visit)
    with unit_of_work() as session:
        login = session.get_one(Login, subject.login_id)
        if _is_right(session, subject, way, typed):
            throttle.give_back(session, counted)
            login.second_step_failures = 0
            session.add(login)
            _proved(session, subject, visit, way)
            return
        note_wrong_code(session, login, visit, f"proof {way}")
        record(session, subject, visit, "profile:proof_failed", way)
        if lock is not None:
            tell_of_lock(session, login, lock, visit)
    raise WrongCode()


def charged(subject: Subject, counted: list[Limit], visit: Visit) -> datetime | None:
    """When the lock ends that begins if the try fails. Raises `TooManyAttempts`, which is noted."""
    try:
        with unit_of_work() as session:
            return throttle.charge(session, counted)
    except TooManyAttempts:
        note_refusal("portal:second_step:throttled", visit, subject.login_id, "proof")
        raise


def _is_right(session: Session, subject: Subject, way: Way, typed: str) -> bool:
    match way:
        case Way.SMS:
            code = digits(typed)
            return codes.accept(session, _asker(subject), Method.SMS, code) is not None
        case Way.AUTHENTICATOR:
            return authenticator.accept(session, subject.login_id, digits(typed))
        case Way.RECOVERY_CODE:
            return _use_recovery_code(session, subject, typed)
        case Way.PASSWORD:
            return False


def _meant(ways: tuple[Way, ...], typed: str) -> Way:
    """Recovery codes have letters, the others digits."""
    has_letters = any(c.isalpha() for c in typed)
    return Way.RECOVERY_CODE if has_letters and Way.RECOVERY_CODE in ways else ways[0]


def _use_recovery_code(session: Session, subject: Subject, typed: str) -> bool:
    if not recovery.accept(session, subject.login_id, typed[:40]):
        return False
    left = recovery.left(session, subject.login_id)
    audit.record(
        session,
        "portal:recovery_codes:used",
        login_id=subject.login_id,
        actor_login_id=subject.login_id,
        detail=f"{left} left",
    )
    login = session.get_one(Login, subject.login_id)
    mail_owner(session, login, security.recovery_code_used(utc_now(), left))
    return True


def _ways(session: Session, login: Login) -> tuple[Way, ...]:
    strong = [method for method in steps_for(session, login).usable if method is not Method.EMAIL]
    return tuple(Way(method.value) for method in strong) or (Way.PASSWORD,)


def _proved(session: Session, subject: Subject, visit: Visit, way: Way) -> None:
    sessions.prove(session, subject.session_id)
    record(session, subject, visit, "profile:proved", way)


def record(session: Session, subject: Subject, visit: Visit, verb: str, detail: str) -> None:
    """An entry of the borrower's own doing."""
    audit.record(
        session,
        f"portal:{verb}",
        login_id=subject.login_id,
        actor_login_id=subject.login_id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=detail,
    )


def _asker(subject: Subject) -> Asker:
    return Asker(subject.login_id, CodePurpose.PROOF, session_id=subject.session_id)


def _phone(session: Session, login: Login) -> str:
    customer = session.get(Customer, login.customer_id) if login.customer_id else None
    return (customer and customer.phone) or ""


def _hint(session: Session, login: Login, ways: tuple[Way, ...]) -> str:
    if Way.SMS in ways:
        destination = masked(_phone(session, login))
        return _("Six digits, sent to {destination}.").format(destination=destination)
    if Way.RECOVERY_CODE in ways:
        return _("Six digits from your app, or one of your recovery codes.")
    return _("Six digits from your app.") if Way.AUTHENTICATOR in ways else ""
