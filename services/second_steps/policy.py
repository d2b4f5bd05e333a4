"""Which second step a login needs: the lender's policy, the customer's override, what is set up."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from models.customers import Customer, Door, Login, SecondStep
from models.second_steps import Method
from services import lender_settings
from services.logins.pending import Pending
from services.second_steps import authenticator, recovery

_OVERRIDES = {
    SecondStep.SMS: Method.SMS,
    SecondStep.EMAIL: Method.EMAIL,
    SecondStep.AUTHENTICATOR: Method.AUTHENTICATOR,
}

_STRENGTH = (Method.AUTHENTICATOR, Method.SMS, Method.EMAIL)
"""NIST SP 800-63B: SMS is restricted (5.1.3.3), email is no second channel at all (5.1.3.1)."""


@dataclass(frozen=True)
class Steps:
    """`usable`: what can be asked for now, the best first. `set_up`: what has to come first."""

    required: bool
    usable: tuple[Method, ...] = ()
    set_up: Method | None = None

    @property
    def none_needed(self) -> bool:
        return not self.required and not self.usable


def steps_of(session: Session, pending: Pending) -> Steps:
    """What a pending log-in may go on with now, whatever was asked for as it began."""
    steps = steps_for(session, pending.login)
    usable = ways(session, pending.login, by_mail=pending.row.by_mail)
    return replace(steps, usable=usable)


def ways(session: Session, login: Login, *, by_mail: bool) -> tuple[Method, ...]:
    """What may be asked for now, the best first. `by_mail`: the log-in began with a link in a mail,
    so that a code by email proves nothing more; a phone on file does, and with neither only the
    lender can help.
    """
    usable = steps_for(session, login).usable
    if not by_mail or Method.EMAIL not in usable:
        return usable
    others = tuple(method for method in usable if method is not Method.EMAIL)
    customer = session.get(Customer, login.customer_id)
    return others or ((Method.SMS,) if customer is not None and customer.phone else ())


def steps_for(session: Session, login: Login) -> Steps:
    """An authenticator that is set up is always asked for, and nothing weaker replaces it.

    A login that is not stored yet has none.
    """
    if login.id is not None and authenticator.is_set_up(session, login.id):
        has_codes = recovery.left(session, login.id) > 0
        return Steps(True, (Method.AUTHENTICATOR, *((Method.RECOVERY_CODE,) if has_codes else ())))
    return without_authenticator(session, login)


def without_authenticator(session: Session, login: Login) -> Steps:
    """What the policy asks of a login that has none set up."""
    if login.door is Door.LMS:
        return Steps(True, set_up=Method.AUTHENTICATOR)
    customer = session.get(Customer, login.customer_id)
    assert customer is not None
    if customer.second_step is SecondStep.NONE:
        return Steps(False)
    wanted = _wanted(session, customer)
    if not wanted:
        return Steps(False)
    usable = tuple(method for method in wanted if _can(method, customer))
    return Steps(True, usable, None if usable else wanted[0])


def allows(session: Session, login: Login, method: Method) -> bool:
    """Whether the lender offers it, so that it may be set up in the profile."""
    if login.door is Door.LMS:
        return method is Method.AUTHENTICATOR
    customer = session.get(Customer, login.customer_id)
    override = _OVERRIDES.get(customer.second_step) if customer else None
    return method is override or method in _offered(session)


def _wanted(session: Session, customer: Customer) -> list[Method]:
    """What may be asked for, the strongest first; the override before the rest."""
    override = _OVERRIDES.get(customer.second_step)
    settings = lender_settings.current(session)
    if override is None:
        return _offered(session) if settings.second_step_required else []
    stronger = _STRENGTH[: _STRENGTH.index(override)]
    return [override, *(method for method in _offered(session) if method in stronger)]


def _offered(session: Session) -> list[Method]:
    settings = lender_settings.current(session)
    offers = (settings.offers_authenticator, settings.offers_sms, settings.offers_email)
    return [method for method, is_offered in zip(_STRENGTH, offers, strict=True) if is_offered]


def _can(method: Method, customer: Customer) -> bool:
    return method is Method.EMAIL or (method is Method.SMS and bool(customer.phone))
