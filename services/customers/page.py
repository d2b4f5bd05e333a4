"""A customer's page, as an agent sees it."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.base import utc_now
from models.customers import Customer, Login
from models.sessions import Session as SessionRow
from portal_app.settings import get_settings
from services import audit
from services.customers.repository import customer_for, login_of
from services.customers.views import CustomerView, Flag, SessionLine
from services.language import formats
from services.messages.stops import stopped_at
from services.phones import shown_phone
from services.second_steps import authenticator, devices, recovery
from services.sessions import IDLE
from services.subject import AgentSubject
from services.user_agents import browser_in_words

MOST = 5
"""Lines of sessions and of devices."""


def customer_page(session: Session, agent: AgentSubject, customer_id: object) -> CustomerView:
    """Any role may look. Raises `NotFound`."""
    customer = customer_for(session, agent, customer_id)
    login = login_of(session, customer)
    return CustomerView(
        id=customer.id or 0,
        name=f"{customer.first_name} {customer.last_name}",
        first_name=customer.first_name,
        last_name=customer.last_name,
        email=customer.email,
        phone=shown_phone(customer.phone),
        texts=_texts(session, customer),
        state=customer.state or "",
        since=formats.day(customer.created_at.astimezone(get_settings().zone).date()),
        flags=_flags(customer),
        access=customer.portal_access,
        login=login.email if login else "",
        last_in=_last_in(session, login),
        step=customer.second_step.value,
        set_up=_set_up(session, login),
        disabled=login is not None and login.second_step_disabled_at is not None,
        sessions=_sessions(session, login),
        devices=_devices(session, login),
    )


def record_seen(session: Session, agent: AgentSubject, customer_id: object) -> None:
    """Who looked at whom is in the log. Raises `NotFound`."""
    customer = customer_for(session, agent, customer_id)
    audit.record(
        session,
        "lms:customer:seen",
        actor_login_id=agent.login_id,
        customer_id=customer.id,
        address=agent.address,
    )


def _flags(customer: Customer) -> tuple[Flag, ...]:
    return (
        Flag("bankruptcy", "Bankruptcy", "No collection wording, no pulls.", customer.bankruptcy),
        Flag("deceased", "Deceased", "No collection wording, no pulls.", customer.deceased),
        Flag(
            "cease_contact",
            "Cease contact",
            "No servicing messages; security ones go out.",
            customer.cease_contact,
        ),
    )


def _texts(session: Session, customer: Customer) -> str:
    since = stopped_at(session, customer.phone) if customer.phone else None
    return f"Ended by STOP, {_moment(since)}; codes still go out" if since else ""


def _set_up(session: Session, login: Login | None) -> str:
    """What the second step could be lost of."""
    if login is None or not authenticator.is_set_up(session, login.id or 0):
        return ""
    left = recovery.left(session, login.id or 0)
    return f"Authenticator app, {left} recovery codes left"


def _last_in(session: Session, login: Login | None) -> str:
    if login is None:
        return ""
    last = session.exec(
        select(SessionRow.created_at)
        .where(SessionRow.login_id == login.id)
        .order_by(col(SessionRow.id).desc())
        .limit(1)
    ).first()
    return _moment(last) if last else ""


def _sessions(session: Session, login: Login | None) -> tuple[SessionLine, ...]:
    """Open ones, the newest use first."""
    if login is None:
        return ()
    now = utc_now()
    found = session.exec(
        select(SessionRow)
        .where(
            SessionRow.login_id == login.id,
            col(SessionRow.ended_at).is_(None),
            col(SessionRow.expires_at) > now,
            col(SessionRow.last_used_at) > now - IDLE,
        )
        .order_by(col(SessionRow.last_used_at).desc())
        .limit(MOST)
    ).all()
    return tuple(_line(one.id, one.user_agent, one.address, one.last_used_at) for one in found)


def _devices(session: Session, login: Login | None) -> tuple[SessionLine, ...]:
    if login is None:
        return ()
    return tuple(
        _line(one.id, one.user_agent, one.address, one.last_used_at)
        for one in devices.trusted(session, login.id or 0)[:MOST]
    )


def _line(id_: int | None, user_agent: str, address: str, used: datetime) -> SessionLine:
    browser = browser_in_words(user_agent) or "Unknown browser"
    return SessionLine(id_ or 0, browser, address or "–", _moment(used))


def _moment(at: datetime) -> str:
    return formats.moment(at, get_settings().zone)
