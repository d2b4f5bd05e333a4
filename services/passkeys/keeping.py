"""Passkeys in the profile: add, rename, remove."""

import unicodedata

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from models.base import utc_now
from models.customers import Login
from models.passkeys import Passkey
from services import audit, lender_settings, live
from services.database import unit_of_work
from services.errors import InvalidInput, NotFound, NotLoggedIn
from services.messages import mail_owner
from services.messages.letters import security
from services.passkeys import ceremony, challenges
from services.passkeys.ceremony import NewKey, Options
from services.passkeys.challenges import Purpose, holder_of
from services.passkeys.errors import PasskeyRefused, Reason, TooManyPasskeys
from services.passkeys.offer import require_offer
from services.profile import proof
from services.subject import Subject

MOST = 20
"""Of one login."""
LONGEST_NAME = 60


def options_to_add(session: Session, subject: Subject, name: object) -> Options:
    """What `navigator.credentials.create` takes; the name is checked before a key is made.

    Raises `PasskeysNotOffered`, `ProofNeeded`, `TooManyPasskeys`, `InvalidInput` (name).
    """
    login = _changing(session, subject)
    proper_name(name)
    known = [base64url_to_bytes(row.credential_id) for row in _rows(session, subject)]
    return ceremony.options_to_add(
        challenges.give(Purpose.ADD, holder_of(subject)),
        lender_settings.current(session).name,
        login.email,
        subject.name,
        login.handle.encode(),
        known,
    )


def add(subject: Subject, name: object, credential: object) -> None:
    """Save the key that the browser has made; its owner is mailed.

    Raises `PasskeyRefused` besides what `options_to_add` raises. Makes its own units of work: the
    challenge is used up whatever comes of it.
    """
    label, answer = proper_name(name), ceremony.read_new(credential)
    with unit_of_work() as session:
        _changing(session, subject)
        holder = holder_of(subject)
        challenges.take(session, answer.challenge, Purpose.ADD, holder, subject.session_id)
    key = ceremony.verify_new(answer)
    with unit_of_work() as session:
        login = _changing(session, subject)
        _save(session, subject, label, key)
        _changed(session, subject, "added", label)
        mail_owner(session, login, security.passkey_added(utc_now(), label))


def rename(session: Session, subject: Subject, passkey_id: object, name: object) -> None:
    """In the caller's unit of work, as `remove`. Raises `NotFound`, `InvalidInput` (name)."""
    row, label = _own(session, subject, passkey_id), proper_name(name)
    if row.name != label:
        row.name = label
        session.add(row)
        _changed(session, subject, "renamed", label)


def remove(session: Session, subject: Subject, passkey_id: object) -> None:
    """It opens nothing from now on; its owner is mailed. Raises `NotFound`, `ProofNeeded`."""
    row = _own(session, subject, passkey_id)
    login = _proved(session, subject)
    session.delete(row)
    _changed(session, subject, "removed", row.name)
    mail_owner(session, login, security.passkey_removed(utc_now(), row.name))


def proper_name(name: object) -> str:
    """One line of up to 60 characters. Raises `InvalidInput` (name)."""
    if not isinstance(name, str) or len(name) > 4 * LONGEST_NAME:
        raise InvalidInput("name", "not_a_name")
    words = " ".join(unicodedata.normalize("NFC", name).split())
    if not words:
        raise InvalidInput("name", "empty")
    if len(words) > LONGEST_NAME or not words.isprintable():
        raise InvalidInput("name", "not_a_name")
    return words


def _changing(session: Session, subject: Subject) -> Login:
    """The login, locked, so that a burst does not pass the most that it may have."""
    require_offer(session)
    login = _proved(session, subject)
    if len(_rows(session, subject)) >= MOST:
        raise TooManyPasskeys(MOST)
    return login


def _proved(session: Session, subject: Subject) -> Login:
    found = select(Login).where(Login.id == subject.login_id).with_for_update()
    login = session.exec(found).first()
    if login is None:
        raise NotLoggedIn()
    proof.require(session, subject)
    return login


def _save(session: Session, subject: Subject, label: str, key: NewKey) -> None:
    row = Passkey(
        login_id=subject.login_id,
        credential_id=key.id,
        public_key=bytes_to_base64url(key.public_key),
        sign_count=key.sign_count,
        name=label,
        transports=key.transports,
        backed_up=key.backed_up,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise PasskeyRefused(Reason.TAKEN) from error


def _rows(session: Session, subject: Subject) -> list[Passkey]:
    return list(session.exec(select(Passkey).where(Passkey.login_id == subject.login_id)).all())


def _own(session: Session, subject: Subject, passkey_id: object) -> Passkey:
    if type(passkey_id) is not int or not 0 < passkey_id < 2**31:
        raise NotFound()
    found = select(Passkey).where(
        Passkey.id == passkey_id, col(Passkey.login_id) == subject.login_id
    )
    row = session.exec(found.with_for_update()).first()
    if row is None:
        raise NotFound()
    return row


def _changed(session: Session, subject: Subject, verb: str, name: str) -> None:
    audit.record(
        session,
        f"portal:passkey:{verb}",
        login_id=subject.login_id,
        actor_login_id=subject.login_id,
        customer_id=subject.customer_id,
        detail=name,
    )
    live.tell(session, [subject.login_id])
