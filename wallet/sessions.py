"""Sessions of frames: a ticket that works once, a token that works for one form, and a count.

Ticket and token are `<session id>.<256 random bits>`; only their SHA-256 is stored, which is enough
for what cannot be guessed (unlike a password).
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from sqlmodel import Session, col, delete, func, select

from wallet import profiles
from wallet.column_types import new_id, utc_now
from wallet.problems import ProfileNotFound, SessionExpired, SessionNotFound, TooManyTries
from wallet.schemas import ProfileOut
from wallet.service import Wallet
from wallet.session_schemas import SessionIn, SessionOpened, SessionOut, SessionStatus
from wallet.session_tables import Purpose, WalletSession

TICKET_LASTS = timedelta(seconds=60)
TOKEN_LASTS = timedelta(minutes=15)
KEPT_FOR = timedelta(days=30)
MOST_TRIES = 20
MOST_TRIES_OF_REFERENCE = 60
"""In a day, over all its sessions: card numbers are not tested here by the hundred."""
A_DAY = timedelta(hours=24)
ADDRESSES = {Purpose.ADD_PAYMENT_METHOD: "/frames/add-payment-method"}


@dataclass(frozen=True)
class Exchanged:
    """`token` in clear: this is the only time that it is known."""

    token: str
    session: WalletSession


def open_session(wallet: Wallet, given: SessionIn, base_url: str) -> SessionOpened:
    """A new session with a fresh ticket in its address."""
    session_id, now = new_id("ws"), utc_now()
    ticket = _new_secret(session_id)
    row = WalletSession(
        id=session_id,
        ticket_hash=_hashed(ticket),
        ticket_expires_at=now + TICKET_LASTS,
        expires_at=now + TICKET_LASTS + TOKEN_LASTS,
        kinds=",".join(given.kinds),
        **given.model_dump(exclude={"kinds"}),
    )
    with wallet.database.write() as session:
        session.exec(delete(WalletSession).where(col(WalletSession.expires_at) < now - KEPT_FOR))
        session.add(row)
    page = f"{base_url}{ADDRESSES[given.purpose]}?{urlencode({'lang': given.language})}"
    return SessionOpened(
        id=row.id,
        url=f"{page}#{ticket}",
        ticket_expires_at=row.ticket_expires_at,
        expires_at=row.expires_at,
    )


def exchange(wallet: Wallet, ticket: str, purpose: Purpose) -> Exchanged:
    """The token for a ticket, once. Raises SessionExpired for any other."""
    _usable(wallet, ticket, purpose)  # read first: a flood of guesses takes no lock
    with wallet.database.write() as session:
        row = _found(session, ticket, lock=True)
        now = utc_now()
        if not _is_fresh(row, ticket, purpose):
            raise SessionExpired
        assert row is not None
        token = _new_secret(row.id)
        row.used_at, row.token_hash, row.expires_at = now, _hashed(token), now + TOKEN_LASTS
    return Exchanged(token, row)


def of_token(wallet: Wallet, token: str, purpose: Purpose) -> WalletSession:
    """The session whose form holds the token. Raises SessionExpired."""
    with wallet.database.read() as session:
        return _held(_found(session, token), token, purpose)


def count_try(wallet: Wallet, token: str, purpose: Purpose) -> WalletSession:
    """As `of_token`, and one try fewer is left. Raises SessionExpired, TooManyTries."""
    of_token(wallet, token, purpose)
    with wallet.database.write() as session:
        row = _held(_found(session, token, lock=True), token, purpose)
        if row.payment_profile_id is None:
            if row.tries >= MOST_TRIES or _of_reference(session, row) >= MOST_TRIES_OF_REFERENCE:
                raise TooManyTries
            row.tries += 1
        return row


def get(wallet: Wallet, session_id: str) -> SessionOut:
    """Raises SessionNotFound."""
    with wallet.database.read() as session:
        row = session.get(WalletSession, session_id)
        if row is None:
            raise SessionNotFound
        profile = _profile(session, row)
    values = row.model_dump(include={"id", "purpose", "bound_to", "reference", "expires_at"})
    return SessionOut(status=_status(row), payment_profile=profile, **values)


def locked(session: Session, session_id: str) -> WalletSession:
    query = select(WalletSession).where(WalletSession.id == session_id)
    return session.exec(query.with_for_update()).one()


def _usable(wallet: Wallet, ticket: str, purpose: Purpose) -> None:
    with wallet.database.read() as session:
        if not _is_fresh(_found(session, ticket), ticket, purpose):
            raise SessionExpired


def _is_fresh(row: WalletSession | None, ticket: str, purpose: Purpose) -> bool:
    return (
        row is not None
        and hmac.compare_digest(row.ticket_hash, _hashed(ticket))
        and row.purpose is purpose
        and row.used_at is None
        and utc_now() < row.ticket_expires_at
    )


def _held(row: WalletSession | None, token: str, purpose: Purpose) -> WalletSession:
    if (
        row is None
        or row.token_hash is None
        or not hmac.compare_digest(row.token_hash, _hashed(token))
        or row.purpose is not purpose
        or utc_now() >= row.expires_at
    ):
        raise SessionExpired
    return row


def _found(session: Session, secret: str, lock: bool = False) -> WalletSession | None:
    query = select(WalletSession).where(WalletSession.id == secret.partition(".")[0])
    return session.exec(query.with_for_update() if lock else query).first()


def _of_reference(session: Session, row: WalletSession) -> int:
    """Tries of the last day, in any session."""
    tries = select(func.coalesce(func.sum(WalletSession.tries), 0)).where(
        WalletSession.reference == row.reference,
        col(WalletSession.created_at) > utc_now() - A_DAY,
    )
    return int(session.exec(tries).one())


def _profile(session: Session, row: WalletSession) -> ProfileOut | None:
    if row.payment_profile_id is None:
        return None
    try:
        return profiles.to_out(profiles.existing(session, row.payment_profile_id))
    except ProfileNotFound:
        return None


def _status(row: WalletSession) -> SessionStatus:
    now = utc_now()
    if row.payment_profile_id is not None:
        return "saved"
    if now >= row.expires_at or row.tries >= MOST_TRIES:
        return "expired"
    if row.used_at is not None:
        return "used"
    return "open" if now < row.ticket_expires_at else "expired"


def _new_secret(session_id: str) -> str:
    return f"{session_id}.{secrets.token_urlsafe(32)}"


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
