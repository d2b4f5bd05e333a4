"""A new password by a link in a mail: look at the link → judge → hash → use it up → second step.

Nothing is locked while the password is judged and hashed.
"""

from dataclasses import dataclass, replace

from sqlmodel import Session, select

from models.base import utc_now
from models.customers import Customer, Login
from models.second_steps import Method
from models.single_use_links import LinkPurpose
from services import audit, links, live
from services.database import reading, unit_of_work
from services.doors import Door
from services.errors import PortalError
from services.links import LinkDead, Opened
from services.logins.flows import Entered, StepNeeded, enter
from services.logins.new_password import replace_password
from services.logins.password_rules import Judgement, Rules, judge, require_strong, rules_for
from services.logins.passwords import hash_password
from services.logins.pending import Visit
from services.messages import mail_owner
from services.messages.letters import security
from services.second_steps.policy import steps_for, ways

PURPOSES = (LinkPurpose.RESET_PASSWORD, LinkPurpose.BY_LENDER, LinkPurpose.SIGN_UP)


@dataclass
class AskLender(PortalError):
    """The mail proves what the second step would prove again, and there is no other step."""


@dataclass(frozen=True)
class ResetView:
    """What the page says: whose password, and how long it has to be; empty for a dead link."""

    email: str = ""
    shortest: int = 0


def look(token: str, door: Door) -> ResetView:
    """Raises `LinkDead`, `AskLender`."""
    opened, rules = _look(token, door)
    return ResetView(opened.email, rules.shortest)


def judged(token: str, password: str, door: Door) -> tuple[Judgement, Rules]:
    """What the page's meter shows. Raises `LinkDead`, `AskLender`."""
    _opened, rules = _look(token, door)
    return judge(password, rules), rules


def set_password(token: str, password: str, visit: Visit, door: Door) -> Entered | StepNeeded:
    """The password of the link's login, or of the new login of a customer who signs up.

    Ends the login's other sessions. When a code by email is among its second steps, the new
    password counts only after another step: whoever reads the mail has no more than that. Raises
    `LinkDead`, `AskLender`, `WeakPassword`.
    """
    opened, rules = _look(token, door)
    require_strong(password, rules)
    hashed = hash_password(password)
    with unit_of_work() as session:
        opened = links.use(session, token, door, *PURPOSES)
        _record(session, opened, "link:used", door, visit)
        if opened.login is None:
            login = _sign_up(session, opened, hashed, visit)
            return enter(session, login, visit, is_told=True)
        if _needs_more(session, opened):
            return enter(session, opened.login, visit, (Method.EMAIL,), new_password_hash=hashed)
        replace_password(session, opened.login, hashed, visit, verb="reset")
        return enter(session, opened.login, replace(visit, device=""), is_told=True)


def _look(token: str, door: Door) -> tuple[Opened, Rules]:
    with reading() as session:
        opened = links.look(session, token, door, *PURPOSES)
        login = opened.login or _new_login(session, opened)
        if _needs_more(session, opened) and not ways(session, login, by_mail=True):
            raise AskLender()
        return opened, rules_for(session, login)


def _needs_more(session: Session, opened: Opened) -> bool:
    if opened.login is None or opened.purpose is LinkPurpose.BY_LENDER:
        return False
    return Method.EMAIL in steps_for(session, opened.login).usable


def _new_login(session: Session, opened: Opened) -> Login:
    """Raises `LinkDead` when the customer, or somebody with this email, has a login by now."""
    assert opened.customer is not None
    taken = select(Login).where(
        (Login.customer_id == opened.customer.id)
        | ((Login.door == Door.PORTAL) & (Login.email == opened.email))
    )
    if session.exec(taken).first() is not None:
        raise LinkDead()
    return Login(customer_id=opened.customer.id, email=opened.email)


def _sign_up(session: Session, opened: Opened, hashed: str, visit: Visit) -> Login:
    login, customer = _new_login(session, opened), opened.customer
    assert customer is not None
    login.password_hash, login.language = hashed, visit.language
    session.add(login)
    session.flush()
    if not customer.portal_access:
        _grant(session, customer, visit)
    _record(session, replace(opened, login=login), "signup:completed", Door.PORTAL, visit)
    mail_owner(session, login, security.signed_up(utc_now()))
    return login


def _grant(session: Session, customer: Customer, visit: Visit) -> None:
    """As the lender's settings say: whoever is known may come in."""
    customer.portal_access = True
    session.add(customer)
    live.tell_customer(session, customer.id or 0)
    audit.record(
        session,
        "portal:access:granted",
        customer_id=customer.id,
        address=visit.address,
        detail="signed up",
    )


def _record(session: Session, opened: Opened, event: str, door: Door, visit: Visit) -> None:
    login_id = opened.login.id if opened.login else None
    audit.record(
        session,
        f"{door}:{event}",
        login_id=login_id,
        actor_login_id=login_id,
        customer_id=opened.customer.id if opened.customer else None,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=opened.purpose if event == "link:used" else "",
    )
