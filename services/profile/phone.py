"""A new phone number: texted a code, and theirs once the code comes back."""

from math import ceil

from sqlmodel import Session

from models.base import utc_now
from models.customers import Customer, Login
from models.second_steps import CodePurpose, Method
from services.database import unit_of_work
from services.errors import InvalidInput
from services.logins import throttle
from services.logins.pending import Visit
from services.logins.refusals import note_refusal
from services.masking import masked
from services.messages import mail_owner
from services.messages.letters import security
from services.phones import normal_phone
from services.profile import proof
from services.profile.noting import note
from services.second_steps import codes
from services.second_steps.codes import Asker
from services.second_steps.errors import TooSoon, WrongCode
from services.second_steps.flows import digits
from services.second_steps.sending import deliver
from services.subject import Subject


def ask(session: Session, subject: Subject, typed: str, visit: Visit) -> None:
    """Text a code to the new number.

    Raises `ProofNeeded`, `InvalidInput` (phone), `TooSoon`, `TooManyAttempts`.
    """
    proof.require(session, subject)
    phone = normal_phone(typed)
    if phone is None:
        raise InvalidInput("phone", "not_a_phone")
    at = codes.resend_at(session, _asker(subject), Method.SMS)
    if at is not None:
        raise TooSoon(max(1, ceil((at - utc_now()).total_seconds())))
    throttle.charge(session, throttle.send_limits(phone, visit.address))
    customer_id = subject.customer_id
    deliver(session, _asker(subject), Method.SMS, phone, subject.language, customer_id)


def confirm(subject: Subject, typed: str, visit: Visit) -> None:
    """Raises `WrongCode`, `TooManyAttempts`."""
    counted = throttle.code_limits(subject.login_id, visit.address)
    with unit_of_work() as session:
        throttle.charge(session, counted)
    try:
        _confirm(subject, digits(typed), visit, counted)
    except WrongCode:
        note_refusal("portal:second_step:failed", visit, subject.login_id, "phone")
        raise


def _confirm(subject: Subject, code: str, visit: Visit, counted: list[throttle.Limit]) -> None:
    with unit_of_work() as session:
        phone = codes.accept(session, _asker(subject), Method.SMS, code)
        if phone is None:
            raise WrongCode()
        throttle.give_back(session, counted)
        customer = session.get_one(Customer, subject.customer_id)
        customer.phone = phone
        session.add(customer)
        note(session, subject, visit, "profile:phone_changed", masked(phone))
        login = session.get_one(Login, subject.login_id)
        mail_owner(session, login, security.phone_changed(utc_now(), masked(phone)))


def _asker(subject: Subject) -> Asker:
    return Asker(subject.login_id, CodePurpose.PHONE, session_id=subject.session_id)
