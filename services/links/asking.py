"""Who asks for a link by giving an email, on `/forgot` and `/signup`.

Asking leaves a row and looks nothing up: the page says the same, after the same work, whoever
asks. The worker reads the row, mails what fits, and deletes it, in one unit of work.
"""

import logging
from datetime import timedelta

from sqlmodel import Session, col, select

from models.base import utc_now
from models.customers import Customer, Door, Login
from models.lender import UnknownAccess
from models.single_use_links import AskedFor, LinkPurpose, LinkRequest
from portal_app.routes import FORGOT, in_language
from portal_app.settings import get_settings
from services import audit, lender_settings
from services.database import reading, unit_of_work
from services.emails import normal_email
from services.errors import Busy, TooManyAttempts
from services.language import use_language
from services.links.mechanism import LIFE, make_link
from services.logins import throttle
from services.logins.pending import Visit
from services.logins.refusals import note_refusal
from services.messages import mail, mail_owner
from services.messages.letters import links as letters

STALE = timedelta(minutes=30)
"""Nobody waits for the answer any more: the worker was away."""

_SUBJECTS = {AskedFor.FORGOT: "link", AskedFor.SIGN_UP: "signup"}

log = logging.getLogger(__name__)


def ask(email: str, asked_for: AskedFor, visit: Visit, door: Door = Door.PORTAL) -> None:
    """Leave a request for the worker; nothing for what is no address.

    Raises `TooManyAttempts`, the same for known and unknown emails.
    """
    username = normal_email(email)
    counted = throttle.ask_limits(asked_for, door, username, visit.address)
    action = f"{door}:{_SUBJECTS[asked_for]}"
    try:
        with unit_of_work() as session:
            throttle.charge(session, counted if username else counted[:1])
            if username is not None:
                session.add(_request(username, asked_for, visit, door))
    except TooManyAttempts:
        note_refusal(f"{action}:throttled", visit)
        raise
    if username is None:
        note_refusal(f"{action}:refused", visit, detail="no address")


def answer_next() -> bool:
    """Answer the oldest request; whether there was one. What cannot be answered is given up."""
    with reading() as session:
        if session.exec(select(LinkRequest.id).limit(1)).first() is None:
            return False
    try:
        with unit_of_work() as session:
            request = _take(session)
            if request is not None and utc_now() - request.created_at < STALE:
                _answer(session, request)
    except Busy:
        return False
    except Exception:
        log.exception("a request for a link could not be answered")
        with unit_of_work() as session:
            _take(session)
    return True


def send_password_link(session: Session, customer: Customer, language: str = "en") -> None:
    """By an agent, who knows who asked: a first password, or a new one."""
    login = session.exec(select(Login).where(Login.customer_id == customer.id)).first()
    if login is None:
        _send_sign_up(session, customer, language)
        return
    language = login.language or language
    address = make_link(session, LinkPurpose.BY_LENDER, login=login, language=language)
    with use_language(language):
        mail_owner(session, login, letters.reset_password(address, LIFE))


def _request(username: str, asked_for: AskedFor, visit: Visit, door: Door) -> LinkRequest:
    return LinkRequest(
        asked_for=asked_for,
        door=door,
        email=username,
        language=visit.language,
        address=visit.address[:45],
        user_agent=visit.user_agent[:200],
    )


def _take(session: Session) -> LinkRequest | None:
    oldest = select(LinkRequest).order_by(col(LinkRequest.id)).limit(1)
    request = session.exec(oldest.with_for_update(skip_locked=True)).first()
    if request is not None:
        session.delete(request)
        session.flush()
    return request


def _answer(session: Session, request: LinkRequest) -> None:
    with use_language(request.language):
        if request.asked_for is AskedFor.FORGOT:
            _answer_forgot(session, request)
        else:
            _answer_sign_up(session, request)


def _answer_forgot(session: Session, request: LinkRequest) -> None:
    """A link for a login that may come in; nothing for anybody else."""
    login = _named(session, request)
    if login is not None and not _may_enter(session, login):
        login = None
    if login is not None:
        language = login.language or request.language
        address = make_link(session, LinkPurpose.RESET_PASSWORD, login=login, language=language)
        mail_owner(session, login, letters.reset_password(address, LIFE))
    visit = Visit(request.address, request.user_agent)
    audit.record(
        session,
        f"{request.door}:password:reset_requested",
        login_id=login.id if login else None,
        customer_id=login.customer_id if login else None,
        address=visit.address,
        user_agent=visit.user_agent,
        detail="" if login else "no login",
    )


def _answer_sign_up(session: Session, request: LinkRequest) -> None:
    """PRODUCT.md, 2. Whoever is unknown gets no mail."""
    login, customer = _known(session, request)
    if login is not None and _may_enter(session, login):
        outcome = "has a login"
        _send_login_exists(session, login, request)
    elif login is None and customer is not None and _is_let_in(session, customer):
        outcome = "link sent"
        _send_sign_up(session, customer, request.language)
    elif customer is not None:
        outcome = "no access"
        letter = letters.ask_lender()
        mail(session, request.email, letter, language=request.language, customer_id=customer.id)
    else:
        outcome = "unknown"
    audit.record(
        session,
        "portal:signup:requested",
        login_id=login.id if login else None,
        customer_id=customer.id if customer else None,
        address=request.address,
        user_agent=request.user_agent,
        detail=outcome,
    )


def _known(session: Session, request: LinkRequest) -> tuple[Login | None, Customer | None]:
    """Whose email it is, as a username or as the address that the lender knows."""
    login = _named(session, request)
    if login is not None:
        return login, session.get(Customer, login.customer_id)
    mailed = select(Customer).where(Customer.email == request.email)
    customer = session.exec(mailed).first()
    if customer is None:
        return None, None
    return session.exec(select(Login).where(Login.customer_id == customer.id)).first(), customer


def _send_login_exists(session: Session, login: Login, request: LinkRequest) -> None:
    language = login.language or request.language
    forgot = f"{get_settings().portal_base_url}{in_language(FORGOT, language)}/"
    letter = letters.login_exists(forgot, login.email == request.email)
    mail_owner(session, login, letter, to=request.email)


def _send_sign_up(session: Session, customer: Customer, language: str) -> None:
    address = make_link(session, LinkPurpose.SIGN_UP, customer=customer, language=language)
    mail(
        session,
        customer.email,
        letters.first_password(address, LIFE),
        language=language,
        customer_id=customer.id,
    )


def _named(session: Session, request: LinkRequest) -> Login | None:
    named = select(Login).where(Login.door == request.door, Login.email == request.email)
    return session.exec(named).first()


def _may_enter(session: Session, login: Login) -> bool:
    customer = session.get(Customer, login.customer_id) if login.customer_id else None
    return login.disabled_at is None and (customer is None or customer.portal_access)


def _is_let_in(session: Session, customer: Customer) -> bool:
    grants = lender_settings.current(session).without_access is UnknownAccess.GRANT
    return customer.portal_access or grants
