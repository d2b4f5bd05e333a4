"""Challenges: given out without a row, so that a visited page costs no write; used once, in SQL.

A challenge is a nonce and its end, authenticated with the portal's key together with its purpose
and with whom it was given to (WebAuthn Level 2, 13.4.3).
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete

from models.base import utc_now
from models.passkeys import PasskeyChallenge
from services.passkeys.errors import PasskeyRefused, Reason
from services.sealing import keyed_hash, token_hash
from services.subject import Subject

LIFE = timedelta(minutes=5)
_NONCE, _END, _MAC = 32, 5, 32


class Purpose(StrEnum):
    LOG_IN = "log_in"
    ADD = "add"
    PROVE = "prove"


def holder_of(subject: Subject) -> str:
    """A session's challenge is of use in that session only."""
    return f"session {subject.session_id}"


def give(purpose: Purpose, holder: str) -> bytes:
    """For `holder`: the session's id, or the token of a browser that has none."""
    end = int((utc_now() + LIFE).timestamp())
    body = secrets.token_bytes(_NONCE) + end.to_bytes(_END, "big")
    return body + _mac(body, purpose, holder)


def take(
    session: Session,
    challenge: bytes,
    purpose: Purpose,
    holder: str,
    session_id: int | None = None,
) -> None:
    """Use it up, whatever comes of it. Raises `PasskeyRefused`."""
    body, mac = challenge[:-_MAC], challenge[-_MAC:]
    if len(challenge) != _NONCE + _END + _MAC:
        raise PasskeyRefused(Reason.CHALLENGE)
    if not holder or not hmac.compare_digest(mac, _mac(body, purpose, holder)):
        raise PasskeyRefused(Reason.CHALLENGE)
    now, end = utc_now(), datetime.fromtimestamp(int.from_bytes(body[_NONCE:], "big"), UTC)
    if end <= now:
        raise PasskeyRefused(Reason.EXPIRED)
    session.execute(delete(PasskeyChallenge).where(col(PasskeyChallenge.expires_at) <= now))
    used = PasskeyChallenge(
        challenge_hash=token_hash(challenge.hex()),
        purpose=purpose,
        session_id=session_id,
        expires_at=end,
        used_at=now,
    )
    try:
        with session.begin_nested():
            session.add(used)
    except IntegrityError as error:
        raise PasskeyRefused(Reason.CHALLENGE) from error


def _mac(body: bytes, purpose: Purpose, holder: str) -> bytes:
    value = f"{purpose}:{holder}:{body.hex()}"
    return bytes.fromhex(keyed_hash("passkey challenge", value))
