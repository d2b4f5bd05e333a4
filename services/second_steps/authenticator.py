"""Authenticator apps: TOTP (RFC 6238), six digits, 30 seconds, SHA-1, one step of drift.

A code is accepted once: the counter of the newest accepted one is kept, and moved on by an UPDATE
that only one of two parallel tries can win. `pyotp.verify` alone accepts a code again.
"""

import time

from pyotp import random_base32
from pyotp.totp import TOTP
from pyotp.utils import strings_equal
from sqlmodel import Session, col, select, update

from models.base import utc_now
from models.second_steps import Authenticator
from services.sealing import seal, unseal

STEP = 30
"""Seconds."""
DRIFT = 1
"""Steps before and after now at which a code counts (RFC 6238, 5.2)."""
FAR = 20
"""Steps within which a clock that is off is recognised: ten minutes."""

_PURPOSE = "authenticator"


def begin(session: Session, login_id: int) -> str:
    """The secret (base32) to show while it is set up: the same one until it is confirmed."""
    row = _row(session, login_id)
    if row is not None and row.confirmed_at is None:
        return unseal(_PURPOSE, row.sealed_secret)
    return _set(session, login_id, random_base32(32))


def replace(session: Session, login_id: int, secret: str) -> None:
    """Make `secret` the login's confirmed one, in place of whatever it had."""
    _set(session, login_id, secret)
    row = _row(session, login_id)
    assert row is not None
    row.confirmed_at = utc_now()


def address(secret: str, email: str, issuer: str) -> str:
    """The `otpauth://totp/…` that a QR code carries."""
    return TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def is_set_up(session: Session, login_id: int) -> bool:
    row = _row(session, login_id)
    return row is not None and row.confirmed_at is not None


def pending_secret(session: Session, login_id: int) -> str | None:
    """Of one that is being set up."""
    row = _row(session, login_id)
    if row is None or row.confirmed_at is not None:
        return None
    return unseal(_PURPOSE, row.sealed_secret)


def accept(session: Session, login_id: int, code: str, *, confirmed: bool = True) -> bool:
    """Whether `code` is right now and was not used; it is used up then.

    `confirmed=False` looks at one that is being set up, and confirms it.
    """
    row = _row(session, login_id)
    if row is None or (row.confirmed_at is not None) is not confirmed:
        return False
    counter = _counter_of(row, code, DRIFT)
    if counter is None or not _use(session, row, counter):
        return False
    if not confirmed:
        row.confirmed_at = utc_now()
        session.add(row)
    return True


def far_counter(session: Session, login_id: int, code: str) -> int | None:
    """The counter at which `code` would be right, if that is within ten minutes of now."""
    row = _row(session, login_id)
    return None if row is None else _counter_of(row, code, FAR)


def use_up(session: Session, login_id: int, counter: int) -> None:
    """No code at or before `counter` is accepted from now on."""
    row = _row(session, login_id)
    if row is not None:
        _use(session, row, counter)


def remove(session: Session, login_id: int) -> bool:
    """Whether there was one."""
    row = _row(session, login_id)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def next_code(session: Session, login_id: int) -> str | None:
    """The next code that will be accepted, now or in half a minute: for demo logins only."""
    row = _row(session, login_id)
    if row is None:
        return None
    counter = max(row.last_counter + 1, now_counter())
    return _totp(row).generate_otp(counter) if counter <= now_counter() + DRIFT else None


def now_counter() -> int:
    return int(time.time()) // STEP


def _set(session: Session, login_id: int, secret: str) -> str:
    remove(session, login_id)
    session.add(Authenticator(login_id=login_id, sealed_secret=seal(_PURPOSE, secret)))
    session.flush()
    return secret


def _row(session: Session, login_id: int) -> Authenticator | None:
    return session.exec(select(Authenticator).where(Authenticator.login_id == login_id)).first()


def _totp(row: Authenticator) -> TOTP:
    return TOTP(unseal(_PURPOSE, row.sealed_secret))


def _counter_of(row: Authenticator, code: str, steps: int) -> int | None:
    """Every step is compared, so that the time taken tells nothing."""
    totp, now, found = _totp(row), now_counter(), None
    for counter in range(now - steps, now + steps + 1):
        if strings_equal(totp.generate_otp(counter), code):
            found = counter
    return found


def _use(session: Session, row: Authenticator, counter: int) -> bool:
    used = session.execute(
        update(Authenticator)
        .where(col(Authenticator.id) == row.id, col(Authenticator.last_counter) < counter)
        .values(last_counter=counter)
    )
    session.expire(row)
    return used.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]
