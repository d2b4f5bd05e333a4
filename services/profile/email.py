"""A new email: asked for, confirmed by a link at the new address, told to the old one."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.base import utc_now
from models.customers import Customer, Login
from models.single_use_links import LinkPurpose
from services import audit, links, live
from services.database import unit_of_work
from services.doors import Door
from services.emails import normal_email
from services.errors import InvalidInput
from services.links import LinkDead
from services.logins import pending, throttle
from services.logins.pending import Visit
from services.masking import masked
from services.messages import mail, mail_owner
from services.messages.letters import links as letters
from services.messages.letters import security
from services.profile import proof
from services.profile.noting import note
from services.subject import Subject


@dataclass(frozen=True)
class Waiting:
    """`email`: the address that a living link was sent to; "" for none."""

    email: str = ""


def ask(session: Session, subject: Subject, typed: str, visit: Visit) -> None:
    """Mail a link to the new address. The answer is the same for one that somebody has.

    Raises `ProofNeeded`, `InvalidInput` (email), `TooManyAttempts`.
    """
    proof.require(session, subject)
    email = normal_email(typed)
    login = session.get_one(Login, subject.login_id)
    if email is None:
        raise InvalidInput("email", "not_an_address")
    if email == login.email:
        raise InvalidInput("email", "same")
    throttle.charge(session, throttle.send_limits(email, visit.address))
    if not _is_taken(session, email, login):
        purpose, language = LinkPurpose.CONFIRM_EMAIL, subject.language
        address = links.make_link(session, purpose, login=login, email=email, language=language)
        letter = letters.confirm_email(address, links.LIFE)
        mail(session, email, letter, language=language, customer_id=subject.customer_id)
    note(session, subject, visit, "profile:email_change_requested", masked(email))


def confirm(token: str, visit: Visit) -> None:
    """The link was opened at the new address, and its button pressed. Raises `LinkDead`."""
    try:
        with unit_of_work() as session:
            opened = links.use(session, token, Door.PORTAL, LinkPurpose.CONFIRM_EMAIL)
            if opened.login is None or _is_taken(session, opened.email, opened.login):
                raise LinkDead()
            _change(session, opened.login, opened.email, visit)
    except IntegrityError as error:  # somebody else took it in the same moment
        raise LinkDead() from error


def _change(session: Session, login: Login, email: str, visit: Visit) -> None:
    former, login.email = login.email, email
    session.add(login)
    customer = session.get_one(Customer, login.customer_id)
    customer.email = email
    session.add(customer)
    session.flush()
    audit.record(
        session,
        "portal:profile:email_changed",
        login_id=login.id,
        actor_login_id=login.id,
        customer_id=login.customer_id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=f"{masked(former)} to {masked(email)}",
    )
    pending.end_all(session, login.id or 0)
    links.void(session, login_id=login.id)
    mail_owner(session, login, security.email_changed(utc_now(), masked(email)), to=former)
    live.tell(session, [login.id or 0])


def _is_taken(session: Session, email: str, login: Login) -> bool:
    """By another login of this door, or as the address of another customer."""
    logins = select(Login.id).where(
        Login.door == Door.PORTAL, Login.email == email, Login.id != login.id
    )
    customers = select(Customer.id).where(
        col(Customer.email) == email, Customer.id != login.customer_id
    )
    return bool(session.exec(logins).first() or session.exec(customers).first())
