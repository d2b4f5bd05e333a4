"""The authenticator app and its recovery codes, changed in the profile."""

from sqlmodel import Session

from models.base import utc_now
from models.customers import Login
from models.second_steps import Method
from services import lender_settings
from services.database import unit_of_work
from services.errors import InvalidInput
from services.logins import throttle
from services.logins.pending import Visit
from services.messages import mail_owner
from services.messages.letters import security
from services.profile import proof
from services.profile.noting import note
from services.second_steps import authenticator, devices, recovery
from services.second_steps.errors import WrongCode
from services.second_steps.flows import digits
from services.second_steps.policy import allows, without_authenticator
from services.second_steps.set_up import SetUp, shown
from services.second_steps.words import way_in_words
from services.subject import Subject


def offered(session: Session, subject: Subject) -> SetUp:
    """Key and address of the one to set up, or to replace the present one with.

    Raises `ProofNeeded`, `InvalidInput` (method) where the lender offers none.
    """
    proof.require(session, subject)
    login = session.get_one(Login, subject.login_id)
    if not allows(session, login, Method.AUTHENTICATOR):
        raise InvalidInput("method", "not_offered")
    secret = authenticator.offer(session, subject.login_id, _where(subject))
    return shown(secret, login.email, lender_settings.current(session).name)


def set_up(subject: Subject, typed: str, visit: Visit) -> None:
    """By its first code; new recovery codes come with it.

    Raises `ProofNeeded`, `InvalidInput` (method), `WrongCode`, `TooManyAttempts`.
    """
    counted = throttle.code_limits(subject.login_id, visit.address)
    with unit_of_work() as session:
        offered(session, subject)
        throttle.charge(session, counted)
    with unit_of_work() as session:
        if not authenticator.confirm(session, subject.login_id, _where(subject), digits(typed)):
            raise WrongCode()
        throttle.give_back(session, counted)
        recovery.renew(session, subject.login_id)
        note(session, subject, visit, "second_step:set_up", Method.AUTHENTICATOR)
        note(session, subject, visit, "recovery_codes:made")
        _mail_step(session, subject, way_in_words(Method.AUTHENTICATOR))


def remove(session: Session, subject: Subject, visit: Visit) -> None:
    """Where the policy allows it. Raises `ProofNeeded`, `InvalidInput` (method)."""
    proof.require(session, subject)
    login = session.get_one(Login, subject.login_id)
    if not may_turn_off(session, login):
        raise InvalidInput("method", "required")
    if not authenticator.remove(session, subject.login_id):
        return
    recovery.remove(session, subject.login_id)
    devices.revoke(session, subject.login_id)
    note(session, subject, visit, "second_step:removed", Method.AUTHENTICATOR)
    usable = without_authenticator(session, login).usable
    _mail_step(session, subject, way_in_words(usable[0]) if usable else "–")


def renew_codes(session: Session, subject: Subject, visit: Visit) -> None:
    """Ten new recovery codes; the former ones are void. Raises `ProofNeeded`, `InvalidInput`."""
    proof.require(session, subject)
    if not authenticator.is_set_up(session, subject.login_id):
        raise InvalidInput("method", "not_set_up")
    recovery.renew(session, subject.login_id)
    note(session, subject, visit, "recovery_codes:made")
    login = session.get_one(Login, subject.login_id)
    mail_owner(session, login, security.recovery_codes_renewed(utc_now()))


def may_turn_off(session: Session, login: Login) -> bool:
    """Whether log-in would go on without it: no step needed, or another one is there."""
    steps = without_authenticator(session, login)
    return steps.none_needed or bool(steps.usable)


def _mail_step(session: Session, subject: Subject, step: str) -> None:
    login = session.get_one(Login, subject.login_id)
    mail_owner(session, login, security.second_step_changed(utc_now(), step))


def _where(subject: Subject) -> str:
    return f"session:{subject.session_id}"
