"""What the profile shows."""

from dataclasses import dataclass, field

from sqlmodel import Session

from models.customers import Customer, Login
from models.second_steps import Method
from portal_app.settings import get_settings
from services.language import _, current_language
from services.masking import masked
from services.profile.authenticator import may_turn_off
from services.second_steps import authenticator, recovery
from services.second_steps.policy import allows, steps_for
from services.second_steps.words import way_in_words
from services.subject import Subject


@dataclass(frozen=True)
class Step:
    """A second step in use: what it is, and where its codes come from."""

    name: str
    detail: str


@dataclass(frozen=True)
class Profile:
    """`authenticator`: it is set up; `may_set_up`, `may_turn_off`: what the policy allows.

    `language` and `time_zone` are what is chosen; "" follows the lender's zone.
    """

    email: str = ""
    phone: str = ""
    steps: list[Step] = field(default_factory=list)
    authenticator: bool = False
    may_set_up: bool = False
    may_turn_off: bool = False
    language: str = "en"
    time_zone: str = ""
    lender_zone: str = ""


def profile(session: Session, subject: Subject) -> Profile:
    login = session.get_one(Login, subject.login_id)
    customer = session.get_one(Customer, subject.customer_id)
    has_app = authenticator.is_set_up(session, subject.login_id)
    return Profile(
        email=login.email,
        phone=masked(customer.phone or ""),
        steps=[_step(session, login, customer, one) for one in steps_for(session, login).usable],
        authenticator=has_app,
        may_set_up=allows(session, login, Method.AUTHENTICATOR),
        may_turn_off=has_app and may_turn_off(session, login),
        language=login.language or current_language(),
        time_zone=login.time_zone or "",
        lender_zone=get_settings().portal_timezone.rpartition("/")[2].replace("_", " "),
    )


def _step(session: Session, login: Login, customer: Customer, method: Method) -> Step:
    match method:
        case Method.SMS:
            detail = _("Codes go to {phone}.").format(phone=masked(customer.phone or ""))
        case Method.EMAIL:
            detail = _("Codes go to {email}.").format(email=masked(login.email))
        case Method.AUTHENTICATOR:
            detail = _("Your app shows the code.")
        case Method.RECOVERY_CODE:
            left = recovery.left(session, login.id or 0)
            detail = _("{left} of {total} left.").format(left=left, total=recovery.HOW_MANY)
    return Step(way_in_words(method), detail)
