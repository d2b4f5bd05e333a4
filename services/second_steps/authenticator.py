"""Authenticator apps: TOTP (RFC 6238), six digits, 30 seconds, SHA-1, one step of drift.

A code is accepted once: the counter of the newest accepted one is kept, and moved on by an UPDATE
that only one of two parallel tries can win. `pyotp.verify` alone accepts a code again.
"""

import time
from base64 import b32encode

from pyotp import random_base32
from pyotp.totp import TOTP
from pyotp.utils import strings_equal
from sqlmodel import Session, col, select, update

from models.base import utc_now
from models.customers import Login
from models.second_steps import Authenticator
from services.sealing import keyed_hash, seal, unseal

STEP = 30
"""Seconds."""
DRIFT = 1
"""Steps before and after now at which a code counts (RFC 6238, 5.2)."""
FAR = 20
"""Steps within which a clock that is off is recognised: ten minutes."""

_PURPOSE = "authenticator"
_SECRET_BYTES = 20
"""RFC 4226, 4: at least 16, better 20."""


def offer(session: Session, login_id: int, where: str) -> str:
    """The secret (base32) to show while an authenticator is set up; nothing is kept of it.

    `where` names the pending log-in or the session (`pending:7`, `session:7`): what one browser
    was shown is never another's, so that nobody can prepare a secret for its owner to confirm. A
    new one follows each confirmed or removed one.
    """
    row = _row(session, login_id)
    before = unseal(_PURPOSE, row.sealed_secret) if row is not None else ""
    mixed = keyed_hash("authenticator set-up", f"{login_id}:{where}:{before}")
    return b32encode(bytes.fromhex(mixed)[:_SECRET_BYTES]).decode()


def confirm(session: Session, login_id: int, where: str, code: str) -> bool:
    """Whether `code` is right now for what `where` was offered: it is the login's one then, and
    the code is used up.
    """
    session.exec(select(Login.id).where(Login.id == login_id).with_for_update()).first()
    secret = offer(session, login_id, where)
    counter = _counter_of(secret, code, DRIFT)
    if counter is None:
        return False
    _set(session, login_id, secret, counter)
    return True


def replace(session: Session, login_id: int, secret: str) -> None:
    """Make `secret` the login's confirmed one, in place of whatever it had."""
    _set(session, login_id, secret, 0)


def address(secret: str, email: str, issuer: str) -> str:
    """The `otpauth://totp/…` that a QR code carries."""
    return TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def is_set_up(session: Session, login_id: int) -> bool:
    row = _row(session, login_id)
    return row is not None and row.confirmed_at is not None


def accept(session: Session, login_id: int, code: str) -> bool:
    """Whether `code` is right now and was not used; it is used up then."""
    row = _confirmed(session, login_id)
    if row is None:
        return False
    counter = _counter_of(_secret(row), code, DRIFT)
    return counter is not None and _use(session, row, counter)


def drift_of(session: Session, login_id: int, code: str) -> int | None:
    """By how many steps the clock is ahead (behind: negative) for which `code` is right, if within
    ten minutes. The code is used up: None when it, or a later one, already was.
    """
    row = _confirmed(session, login_id)
    counter = None if row is None else _counter_of(_secret(row), code, FAR)
    if row is None or counter is None or not _use(session, row, counter):
        return None
    return counter - now_counter()


def remove(session: Session, login_id: int) -> bool:
    """Whether there was one. What is offered next differs from what was removed."""
    row = _confirmed(session, login_id)
    if row is not None:
        row.sealed_secret, row.confirmed_at = seal(_PURPOSE, random_base32()), None
        session.add(row)
        session.flush()
    return row is not None


def next_code(session: Session, login_id: int) -> tuple[str, int] | None:
    """The next code that will be accepted, and in how many seconds; None without an authenticator.

    For demo logins only.
    """
    row = _confirmed(session, login_id)
    if row is None:
        return None
    counter = max(row.last_counter + 1, now_counter())
    opens = (counter - DRIFT) * STEP
    return TOTP(_secret(row)).generate_otp(counter), max(0, opens - int(time.time()))


def now_counter() -> int:
    return int(time.time()) // STEP


def _set(session: Session, login_id: int, secret: str, counter: int) -> None:
    row = _row(session, login_id) or Authenticator(login_id=login_id, sealed_secret="")
    row.sealed_secret, row.last_counter = seal(_PURPOSE, secret), counter
    row.created_at = row.confirmed_at = utc_now()
    session.add(row)
    session.flush()


def _row(session: Session, login_id: int) -> Authenticator | None:
    found = select(Authenticator).where(Authenticator.login_id == login_id)
    return session.exec(found, execution_options={"populate_existing": True}).first()


def _confirmed(session: Session, login_id: int) -> Authenticator | None:
    row = _row(session, login_id)
    return row if row is not None and row.confirmed_at is not None else None


def _secret(row: Authenticator) -> str:
    return unseal(_PURPOSE, row.sealed_secret)


def _counter_of(secret: str, code: str, steps: int) -> int | None:
    """Every step is compared, so that the time taken tells nothing."""
    totp, now, found = TOTP(secret), now_counter(), None
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
