"""A passkey as fresh proof in the profile: in place of the password, or of a code.

Its owner is verified by the authenticator (NIST SP 800-63B, 5.1.9).
"""

from sqlmodel import Session, col, select
from webauthn.helpers import base64url_to_bytes

from models.customers import Login
from models.passkeys import Passkey
from services import sessions
from services.database import reading, unit_of_work
from services.logins import Visit, throttle
from services.passkeys import ceremony, challenges, using
from services.passkeys.ceremony import Options
from services.passkeys.challenges import Purpose, holder_of
from services.passkeys.errors import PasskeyRefused, PasskeysNotOffered, Reason
from services.passkeys.offer import are_offered, require_offer
from services.profile import proof
from services.subject import Subject


def can_prove(session: Session, subject: Subject) -> bool:
    """Whether the login has a passkey, and the lender offers them."""
    return are_offered(session) and bool(_ids(session, subject))


def options_to_prove(session: Session, subject: Subject) -> Options:
    """What `navigator.credentials.get` takes: this login's own passkeys.

    Raises `PasskeysNotOffered`, also where there is none.
    """
    known = _ids(session, subject) if are_offered(session) else []
    if not known:
        raise PasskeysNotOffered()
    challenge = challenges.give(Purpose.PROVE, holder_of(subject))
    return ceremony.options_to_use(challenge, [base64url_to_bytes(one) for one in known])


def prove(subject: Subject, credential: object, visit: Visit) -> None:
    """The session is fresh from now on.

    Raises `PasskeysNotOffered`, `TooManyAttempts`, `PasskeyRefused`. What failed stays counted and
    its challenge used: each is committed before it is raised.
    """
    counted = throttle.passkey_limits(visit.address)
    with reading() as session:
        require_offer(session)
    proof.charged(subject, counted, visit)
    with unit_of_work() as session:
        try:
            row = _proved(session, subject, credential)
        except PasskeyRefused as refused:
            problem = refused
        else:
            throttle.give_back(session, counted)
            sessions.prove(session, subject.session_id)
            proof.record(session, subject, visit, "profile:proved", f"passkey {row.name}")
            return
        using.record_failure(session, problem, visit)
        proof.record(session, subject, visit, "profile:proof_failed", f"passkey: {problem.reason}")
    raise problem


def _proved(session: Session, subject: Subject, credential: object) -> Passkey:
    """Another login's passkey is an unknown one here."""
    answer = ceremony.read_use(credential)
    holder = holder_of(subject)
    challenges.take(session, answer.challenge, Purpose.PROVE, holder, subject.session_id)
    found = select(Passkey).where(
        Passkey.credential_id == answer.id, Passkey.login_id == subject.login_id
    )
    row = session.exec(found.with_for_update()).first()
    if row is None:
        raise PasskeyRefused(Reason.UNKNOWN)
    login = session.get_one(Login, subject.login_id)
    using.count(session, using.verified(answer, login, row, named=True), login, row)
    return row


def _ids(session: Session, subject: Subject) -> list[str]:
    found = select(Passkey.credential_id).where(Passkey.login_id == subject.login_id)
    return list(session.exec(found.order_by(col(Passkey.id))).all())
