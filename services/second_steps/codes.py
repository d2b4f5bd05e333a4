"""Six digits by SMS or email: from a CSPRNG, kept as a keyed hash, used once, ten minutes.

A code counts only where it was asked for: bound to the pending log-in or the session, to its
purpose and to its method. A newer one voids the older of its method.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select, update

from models.base import utc_now
from models.second_steps import Code, CodePurpose, Method
from services.sealing import keyed_hash

LIFE = timedelta(minutes=10)
RESEND_AFTER = timedelta(seconds=30)


@dataclass(frozen=True)
class Asker:
    """Where a code was asked for: exactly one of the two ids."""

    login_id: int
    purpose: CodePurpose
    pending_id: int | None = None
    session_id: int | None = None


def make(session: Session, asker: Asker, method: Method, destination: str) -> str:
    """A new code for `destination`; the caller sends it. Older ones by `method` are void."""
    now = utc_now()
    session.execute(
        update(Code)
        .where(*_of(asker, method), col(Code.used_at).is_(None), col(Code.voided_at).is_(None))
        .values(voided_at=now)
    )
    code = f"{secrets.randbelow(1_000_000):06}"
    session.add(
        Code(
            login_id=asker.login_id,
            purpose=asker.purpose,
            pending_id=asker.pending_id,
            session_id=asker.session_id,
            method=method,
            destination=destination,
            code_hash=_hash(asker, method, code),
            created_at=now,
            expires_at=now + LIFE,
        )
    )
    return code


def accept(session: Session, asker: Asker, method: Method, code: str) -> str | None:
    """The destination that a right code was sent to, and the code is used up; else None."""
    found = session.exec(
        select(Code).where(
            *_of(asker, method),
            Code.code_hash == _hash(asker, method, code),
            col(Code.used_at).is_(None),
            col(Code.voided_at).is_(None),
            col(Code.expires_at) > utc_now(),
        )
    ).first()
    if found is None:
        return None
    used = session.execute(
        update(Code)
        .where(col(Code.id) == found.id, col(Code.used_at).is_(None), col(Code.voided_at).is_(None))
        .values(used_at=utc_now())
    )
    return found.destination if used.rowcount == 1 else None  # pyright: ignore[reportAttributeAccessIssue]


def resend_at(session: Session, asker: Asker, method: Method) -> datetime | None:
    """When the next code by `method` may be sent; None: now."""
    last = session.exec(
        select(Code.created_at).where(*_of(asker, method)).order_by(col(Code.id).desc()).limit(1)
    ).first()
    after = None if last is None else last + RESEND_AFTER
    return after if after is not None and after > utc_now() else None


def _of(asker: Asker, method: Method) -> tuple[Any, ...]:
    return (
        col(Code.method) == method,
        col(Code.login_id) == asker.login_id,
        col(Code.purpose) == asker.purpose,
        col(Code.pending_id) == asker.pending_id,
        col(Code.session_id) == asker.session_id,
    )


def _hash(asker: Asker, method: Method, code: str) -> str:
    parts = (asker.login_id, asker.purpose, asker.pending_id, asker.session_id, method, code)
    return keyed_hash("code", ":".join(str(part) for part in parts))
