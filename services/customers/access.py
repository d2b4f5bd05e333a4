"""Who may come in: portal access, set-password links, a lost second step, open sessions."""

from sqlmodel import Session

from models.base import utc_now
from models.customers import Customer, Door, Login
from models.single_use_links import AskedFor, LinkPurpose
from services import audit, live, sessions
from services.customers.errors import NoLogin, NoPortalAccess
from services.customers.repository import as_id, locked, login_of
from services.errors import NotFound
from services.links import LIFE, make_link, void
from services.logins import throttle
from services.messages import mail
from services.messages.letters import links as letters
from services.messages.letters import security
from services.messages.outbox import mail_owner
from services.reasons import checked_reason
from services.roles import AgentRole, require
from services.second_steps import devices
from services.second_steps.forgetting import end_pending, forget
from services.subject import AgentSubject


def grant(session: Session, agent: AgentSubject, customer_id: object) -> None:
    """The customer may sign up and log in. Raises `NotAllowed`, `NotFound`."""
    _set(session, agent, customer_id, True)


def withdraw(session: Session, agent: AgentSubject, customer_id: object) -> None:
    """Shut out at once: sessions end, links are void. Raises `NotAllowed`, `NotFound`."""
    customer = _set(session, agent, customer_id, False)
    login = login_of(session, customer)
    void(session, login_id=login and login.id, customer_id=customer.id)
    if login is not None:
        end_pending(session, login)
        sessions.end_all(session, login.id or 0, actor=agent.login_id)


def send_link(session: Session, agent: AgentSubject, customer_id: object) -> str:
    """Mail a single-use link to set a password; the answer is the address that it went to.

    It counts with the links that the customer asks for: an inbox gets no more of them. Raises
    `NotAllowed`, `NotFound`, `NoPortalAccess`, `TooManyAttempts`.
    """
    customer = _for_change(session, agent, customer_id)
    if not customer.portal_access:
        raise NoPortalAccess()
    login = login_of(session, customer)
    to = login.email if login else customer.email
    throttle.charge(session, throttle.link_limits(AskedFor.FORGOT, Door.PORTAL, to))
    language = (login.language if login else None) or "en"
    if login is None:
        address = make_link(session, LinkPurpose.SIGN_UP, customer=customer, language=language)
    else:
        address = make_link(session, LinkPurpose.RESET_PASSWORD, login=login, language=language)
    is_first = login is None or not login.password_hash
    draft = letters.first_password if is_first else letters.reset_password
    mail(session, to, draft(address, LIFE), language=language, customer_id=customer.id)
    _record(session, agent, customer, login, "lms:link:sent")
    return to


def reset_second_step(
    session: Session, agent: AgentSubject, customer_id: object, reason: str
) -> None:
    """For somebody who lost it: authenticator, recovery codes and trusted devices are forgotten.

    The next log-in sets it up anew; sessions end, and the owner is told. Raises `NotAllowed`,
    `NotFound`, `NoLogin`, `InvalidInput` (`reason`: `missing`, `too_long`).
    """
    customer = _for_change(session, agent, customer_id)
    login = _login(session, customer)
    why = checked_reason(reason)
    forget(session, login, actor=agent.login_id)
    _record(session, agent, customer, login, "lms:second_step:reset", why)
    mail_owner(session, login, security.second_step_reset(utc_now()))


def end_sessions(session: Session, agent: AgentSubject, customer_id: object) -> None:
    """In all browsers. Raises `NotAllowed`, `NotFound`, `NoLogin`."""
    customer = _for_change(session, agent, customer_id)
    login = _login(session, customer)
    sessions.end_all(session, login.id or 0, actor=agent.login_id)
    _record(session, agent, customer, login, "lms:session:all_ended")


def end_session(
    session: Session, agent: AgentSubject, customer_id: object, session_id: object
) -> None:
    """One of the customer's. Raises `NotAllowed`, `NotFound`, `NoLogin`."""
    customer = _for_change(session, agent, customer_id)
    login = _login(session, customer)
    if not sessions.end_one(session, login.id or 0, as_id(session_id), agent.login_id):
        raise NotFound
    _record(session, agent, customer, login, "lms:session:ended")


def revoke_device(
    session: Session, agent: AgentSubject, customer_id: object, device_id: object
) -> None:
    """It needs the second step again. Raises `NotAllowed`, `NotFound`, `NoLogin`."""
    customer = _for_change(session, agent, customer_id)
    login = _login(session, customer)
    wanted = as_id(device_id)
    if wanted not in {one.id for one in devices.trusted(session, login.id or 0)}:
        raise NotFound
    devices.revoke(session, login.id or 0, wanted)
    _record(session, agent, customer, login, "lms:device:revoked")
    live.tell(session, [login.id or 0])


def _set(session: Session, agent: AgentSubject, customer_id: object, access: bool) -> Customer:
    customer = _for_change(session, agent, customer_id)
    if customer.portal_access is not access:
        customer.portal_access = access
        session.add(customer)
        verb = "granted" if access else "withdrawn"
        _record(session, agent, customer, None, f"lms:access:{verb}")
        live.tell_customer(session, customer.id or 0)
    return customer


def _for_change(session: Session, agent: AgentSubject, customer_id: object) -> Customer:
    require(agent, AgentRole.SERVICER)
    return locked(session, agent, customer_id)


def _login(session: Session, customer: Customer) -> Login:
    login = login_of(session, customer)
    if login is None:
        raise NoLogin()
    return login


def _record(
    session: Session,
    agent: AgentSubject,
    customer: Customer,
    login: Login | None,
    action: str,
    detail: str = "",
) -> None:
    audit.record(
        session,
        action,
        login_id=login.id if login else None,
        actor_login_id=agent.login_id,
        customer_id=customer.id,
        address=agent.address,
        detail=detail,
    )
