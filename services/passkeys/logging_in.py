"""Log in with a passkey: it stands for the password and for the second step.

Its owner was verified by the authenticator, so that it has both factors (NIST SP 800-63B, 5.1.9).
"""

from sqlmodel import Session, select

from models.customers import Customer, Login
from models.passkeys import Passkey
from services import audit
from services.database import reading, unit_of_work
from services.doors import Door
from services.errors import TooManyAttempts
from services.logins import Entered, Visit, throttle
from services.logins.flows import entered, may_enter
from services.logins.refusals import note_refusal
from services.passkeys import ceremony, challenges, using
from services.passkeys.ceremony import Answer, Options
from services.passkeys.challenges import Purpose
from services.passkeys.errors import PasskeyRefused, Reason
from services.passkeys.offer import require_offer


def options_to_log_in(browser: str) -> Options:
    """What `navigator.credentials.get` takes. `browser`: a token in a cookie of its own.

    Raises `PasskeysNotOffered`.
    """
    with reading() as session:
        require_offer(session)
    return ceremony.options_to_use(challenges.give(Purpose.LOG_IN, browser))


def log_in(credential: object, browser: str, visit: Visit) -> Entered:
    """A new session for the login whose passkey it is.

    Raises `PasskeysNotOffered`, `TooManyAttempts`, `PasskeyRefused`. What failed stays counted and
    its challenge used: each is committed before it is raised.
    """
    counted = throttle.passkey_limits(visit.address)
    try:
        with unit_of_work() as session:
            require_offer(session)
            throttle.charge(session, counted)
    except TooManyAttempts:
        note_refusal("portal:login:throttled", visit)
        raise
    with unit_of_work() as session:
        try:
            login, row = _proved(session, ceremony.read_use(credential), browser)
        except PasskeyRefused as refused:
            problem = refused
        else:
            return _enter(session, login, row, visit, counted)
        using.record_failure(session, problem, visit)
    raise problem


def _proved(session: Session, answer: Answer, browser: str) -> tuple[Login, Passkey]:
    """The signature is checked before anything that the owner would be told of."""
    challenges.take(session, answer.challenge, Purpose.LOG_IN, browser)
    found = select(Passkey).where(Passkey.credential_id == answer.id)
    row = session.exec(found.with_for_update()).first()
    login = session.get(Login, row.login_id) if row else None
    if row is None or login is None:
        raise PasskeyRefused(Reason.UNKNOWN)
    use = using.verified(answer, login, row)
    customer = session.get(Customer, login.customer_id) if login.customer_id else None
    if login.door is not Door.PORTAL or not may_enter(login, customer):
        raise using.Failed(Reason.SHUT_OUT, login, row)
    using.count(session, use, login, row)
    return login, row


def _enter(
    session: Session, login: Login, row: Passkey, visit: Visit, counted: list[throttle.Limit]
) -> Entered:
    throttle.give_back(session, counted)
    audit.record(
        session,
        "portal:passkey:used",
        login_id=login.id,
        actor_login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=row.name,
    )
    return entered(session, login, visit)
