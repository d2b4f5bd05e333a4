"""Making and changing a customer's record."""

from dataclasses import dataclass, fields

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.base import utc_now
from models.customers import Customer, Door, Login, SecondStep
from models.name_keys import search_key
from services import audit, live
from services.customers.repository import locked, login_of
from services.customers.words import step_in_words
from services.emails import normal_email
from services.errors import InvalidInput, NotFound
from services.language import use_language
from services.links import void
from services.masking import masked
from services.messages import mail_owner
from services.messages.letters import security
from services.phones import normal_phone
from services.roles import AgentRole, require
from services.subject import AgentSubject

FLAGS = ("bankruptcy", "deceased", "cease_contact")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """As typed. An empty phone or state is none."""

    first_name: str
    last_name: str
    email: str
    phone: str
    state: str


def create(session: Session, agent: AgentSubject, typed: CustomerForm) -> int:
    """The new customer's id; without portal access. Raises `NotAllowed`, `InvalidInput`."""
    require(agent, AgentRole.SERVICER)
    values = checked(typed)
    if _is_taken(session, values["email"] or "", 0):
        raise InvalidInput("email", "taken")
    customer = Customer(**values)  # pyright: ignore[reportArgumentType] -- checked above, by name
    _flush(session, customer)
    _record(session, agent, customer, "created", values["email"] or "")
    return customer.id or 0


def change(
    session: Session, agent: AgentSubject, customer_id: object, typed: CustomerForm
) -> list[str]:
    """Names of the columns that changed. Raises `NotAllowed`, `NotFound`, `InvalidInput`.

    A new email is also the new username; the owner is told at the former one.
    """
    require(agent, AgentRole.SERVICER)
    values = checked(typed)
    customer = locked(session, agent, customer_id)
    before = {name: getattr(customer, name) for name in values}
    changed = [name for name in values if before[name] != values[name]]
    if not changed:
        return []
    if "email" in changed and _is_taken(session, values["email"] or "", customer.id or 0):
        raise InvalidInput("email", "taken")
    for name in changed:
        setattr(customer, name, values[name])
    customer.name_key = search_key(f"{customer.first_name} {customer.last_name}")
    customer.surname_key = search_key(f"{customer.last_name} {customer.first_name}")
    login = login_of(session, customer)
    if login is not None and "email" in changed:
        _move_login(session, login, customer.email)
    _flush(session, customer)
    if login is not None and "phone" in changed:
        mail_owner(session, login, security.phone_changed(utc_now(), masked(customer.phone or "")))
    for name in changed:
        detail = f"{name}: {before[name] or 'none'} → {values[name] or 'none'}"
        _record(session, agent, customer, "changed", detail)
    live.tell_customer(session, customer.id or 0)
    return changed


def set_flag(
    session: Session, agent: AgentSubject, customer_id: object, flag: object, on: object
) -> None:
    """Bankruptcy, deceased, cease contact. Raises `NotAllowed`, `NotFound`."""
    require(agent, AgentRole.SERVICER)
    if flag not in FLAGS or not isinstance(on, bool):
        raise NotFound
    customer = locked(session, agent, customer_id)
    if getattr(customer, str(flag)) is on:
        return
    setattr(customer, str(flag), on)
    session.add(customer)
    _record(session, agent, customer, "flagged", f"{flag}: {'on' if on else 'off'}")
    live.tell_customer(session, customer.id or 0)


def set_second_step(
    session: Session, agent: AgentSubject, customer_id: object, step: object
) -> None:
    """The customer's own policy in place of the lender's; `inherit` goes back to it.

    Raises `NotAllowed`, `NotFound`.
    """
    require(agent, AgentRole.SERVICER)
    if step not in list(SecondStep):
        raise NotFound
    customer = locked(session, agent, customer_id)
    wanted, before = SecondStep(str(step)), customer.second_step
    if wanted is before:
        return
    customer.second_step = wanted
    session.add(customer)
    _record(session, agent, customer, "policy_changed", f"second step: {before} → {wanted}")
    login = login_of(session, customer)
    if login is not None:
        with use_language(login.language or "en"):
            letter = security.second_step_changed(utc_now(), step_in_words(wanted))
            mail_owner(session, login, letter)


def checked(typed: CustomerForm) -> dict[str, str | None]:
    """Values of the columns. Raises `InvalidInput` with the field's name: `missing`, `too_long`,
    `not_printable`, `not_an_address`, `not_a_phone`, `not_a_state`.
    """
    if not all(isinstance(getattr(typed, one.name), str) for one in fields(typed)):
        raise InvalidInput("first_name", "missing")
    email = normal_email(typed.email)
    if email is None:
        raise InvalidInput("email", "not_an_address" if typed.email.strip() else "missing")
    phone = normal_phone(typed.phone) if typed.phone.strip() else None
    if typed.phone.strip() and phone is None:
        raise InvalidInput("phone", "not_a_phone")
    state = typed.state.strip().upper()
    if state and not (len(state) == 2 and state.isascii() and state.isalpha()):
        raise InvalidInput("state", "not_a_state")
    return {
        "first_name": _name("first_name", typed.first_name),
        "last_name": _name("last_name", typed.last_name),
        "email": email,
        "phone": phone,
        "state": state or None,
    }


def _name(field: str, typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise InvalidInput(field, "missing")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(field, "too_long")
    if not name.isprintable():
        raise InvalidInput(field, "not_printable")
    return name


def _is_taken(session: Session, email: str, own: int) -> bool:
    """By another customer, or as another's username."""
    customers = select(Customer.id).where(Customer.email == email, Customer.id != own)
    logins = select(Login.id).where(
        Login.door == Door.PORTAL, Login.email == email, col(Login.customer_id) != own
    )
    return any(session.exec(query).first() is not None for query in (customers, logins))


def _flush(session: Session, customer: Customer) -> None:
    """Raises `InvalidInput` when another unit of work has just taken the email."""
    session.add(customer)
    try:
        with session.begin_nested():
            session.flush()
    except IntegrityError:
        raise InvalidInput("email", "taken") from None


def _move_login(session: Session, login: Login, email: str) -> None:
    """The former address is told, and no link that was mailed to it works any more."""
    letter = security.email_changed(utc_now(), masked(email))
    mail_owner(session, login, letter, to=login.email)
    void(session, login_id=login.id, customer_id=login.customer_id)
    login.email = email
    session.add(login)


def _record(
    session: Session, agent: AgentSubject, customer: Customer, verb: str, detail: str
) -> None:
    audit.record(
        session,
        f"lms:customer:{verb}",
        actor_login_id=agent.login_id,
        customer_id=customer.id,
        address=agent.address,
        detail=detail,
    )
