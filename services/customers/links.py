"""Links & Access: which accounts a customer is tied to, as what, and with what access."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink, Role
from services import audit, live
from services.accounts.repository import is_number
from services.customers.repository import as_id, locked
from services.errors import InvalidInput, NotFound
from services.roles import AgentRole, require
from services.subject import AgentSubject

SWITCHES = ("web", "email", "sms")


def link(
    session: Session, agent: AgentSubject, customer_id: object, number: object, role: object
) -> None:
    """Tie the account to the customer. Raises `NotAllowed`, `NotFound`, `InvalidInput` (`number`:
    `unknown`, `linked_already`).
    """
    require(agent, AgentRole.SERVICER)
    wanted = _role(role)
    customer = locked(session, agent, customer_id)
    account = _account(session, number)
    made = AccountLink(customer_id=customer.id or 0, account_id=account.id or 0, role=wanted)
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:
        raise InvalidInput("number", "linked_already") from None
    _record(session, agent, made, "linked", f"as {wanted}")
    live.tell_customer(session, made.customer_id)


def unlink(session: Session, agent: AgentSubject, customer_id: object, number: object) -> None:
    """The account no longer exists for this customer. Raises `NotAllowed`, `NotFound`."""
    found = _link(session, agent, customer_id, number)
    session.delete(found)
    session.flush()
    _record(session, agent, found, "unlinked", f"was {found.role}")
    live.tell_customer(session, found.customer_id)


def set_role(
    session: Session, agent: AgentSubject, customer_id: object, number: object, role: object
) -> None:
    """Raises `NotAllowed`, `NotFound`."""
    wanted, found = _role(role), _link(session, agent, customer_id, number)
    if found.role is wanted:
        return
    detail = f"{found.role} → {wanted}"
    found.role = wanted
    session.add(found)
    _record(session, agent, found, "role_changed", detail)


def switch(
    session: Session,
    agent: AgentSubject,
    customer_id: object,
    number: object,
    access: object,
    on: object,
) -> None:
    """Web, email or SMS access; without web access the account does not exist for the customer.

    Open tabs look again within a second. Raises `NotAllowed`, `NotFound`.
    """
    found = _link(session, agent, customer_id, number)
    if access not in SWITCHES or not isinstance(on, bool):
        raise NotFound
    column = f"{access}_access"
    if getattr(found, column) is on:
        return
    setattr(found, column, on)
    session.add(found)
    _record(session, agent, found, f"{access}_{'granted' if on else 'withdrawn'}")
    live.tell_customer(session, found.customer_id)


def _link(
    session: Session, agent: AgentSubject, customer_id: object, number: object
) -> AccountLink:
    """Locked, to be changed."""
    require(agent, AgentRole.SERVICER)
    if not is_number(number):
        raise NotFound
    found = session.exec(
        select(AccountLink)
        .join(Account, col(Account.id) == col(AccountLink.account_id))
        .where(AccountLink.customer_id == as_id(customer_id), Account.number == number)
        .with_for_update(of=AccountLink)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _account(session: Session, number: object) -> Account:
    """As typed, or in capitals."""
    typed = number.strip() if isinstance(number, str) else ""
    if not is_number(typed):
        raise InvalidInput("number", "unknown")
    found = session.exec(select(Account).where(col(Account.number).in_((typed, typed.upper()))))
    account = found.first()
    if account is None:
        raise InvalidInput("number", "unknown")
    return account


def _role(role: object) -> Role:
    if role not in list(Role):
        raise NotFound
    return Role(str(role))


def _record(
    session: Session, agent: AgentSubject, link: AccountLink, verb: str, detail: str = ""
) -> None:
    audit.record(
        session,
        f"lms:access:{verb}",
        actor_login_id=agent.login_id,
        customer_id=link.customer_id,
        account_id=link.account_id,
        address=agent.address,
        detail=detail,
    )
