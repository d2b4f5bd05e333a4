"""One customer, for an agent: any role may look (ADR 0003)."""

from sqlmodel import Session, select

from models.customers import Customer, Login
from services.errors import NotFound
from services.subject import AgentSubject

_MOST_DIGITS = 9
"""Ids are 32 bits wide on PostgreSQL."""


def customer_for(session: Session, agent: AgentSubject, customer_id: object) -> Customer:
    """By id, as a number or as it stands in an address. Raises `NotFound`."""
    found = session.get(Customer, as_id(customer_id))
    if found is None:
        raise NotFound
    return found


def locked(session: Session, agent: AgentSubject, customer_id: object) -> Customer:
    """The same, to be changed: locked until the unit of work ends. Raises `NotFound`."""
    found = session.exec(
        select(Customer)
        .where(Customer.id == as_id(customer_id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def login_of(session: Session, customer: Customer) -> Login | None:
    return session.exec(select(Login).where(Login.customer_id == customer.id)).one_or_none()


def as_id(given: object) -> int:
    """Raises `NotFound` for what cannot be one."""
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if not isinstance(given, str) or not 0 < len(given) <= _MOST_DIGITS:
        raise NotFound
    if not (given.isascii() and given.isdecimal()):
        raise NotFound
    return int(given)
