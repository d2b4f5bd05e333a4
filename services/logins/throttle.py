"""Guessing slowed down: failures counted in SQL per login, per address and overall.

NIST SP 800-63B, 5.2.2 allows 100 consecutive failures per account at most; these are far fewer.
A try is charged before the password is hashed and given back when it was right, so that a burst
of parallel tries cannot pass a limit that each of them saw open.
"""

import hashlib
import hmac
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.base import utc_now
from models.sessions import Throttle
from portal_app.settings import get_settings
from services.errors import TooManyAttempts

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Limit:
    """At most `failures` for `key` inside `WINDOW`."""

    key: str
    failures: int


def limits(email: str | None, address: str) -> list[Limit]:
    """What a try at `email` from `address` counts against; always in this order of locking."""
    wide = get_settings().portal_demo and _is_loopback(address)
    found = [Limit("overall", 2_000), Limit(_key("address", address), 500 if wide else 30)]
    if email is not None:
        found.append(Limit(_key("login", email), 50 if wide else 8))
    return found


def charge(session: Session, limits: Iterable[Limit]) -> None:
    """Count one try; raises `TooManyAttempts`, counting nothing, when a limit is reached."""
    now = utc_now()
    rows = [(limit, _row(session, limit.key, now)) for limit in limits]
    ends = [_end(row) for limit, row in rows if row.failures >= limit.failures]
    if ends:
        raise TooManyAttempts(max(ends))
    for limit, row in rows:
        row.failures += 1
        row.locked_until = _end(row) if row.failures >= limit.failures else None


def give_back(session: Session, limits: Iterable[Limit]) -> None:
    """The try was right: only failures count."""
    now = utc_now()
    for limit in limits:
        row = _row(session, limit.key, now)
        row.failures = max(0, row.failures - 1)
        row.locked_until = None if row.failures < limit.failures else row.locked_until


def _end(row: Throttle) -> datetime:
    return row.window_started_at + WINDOW


def _row(session: Session, key: str, now: datetime) -> Throttle:
    found = select(Throttle).where(col(Throttle.key) == key).with_for_update()
    row = session.exec(found).first()
    if row is None:
        with suppress(IntegrityError), session.begin_nested():  # another first try may be quicker
            session.add(Throttle(key=key, window_started_at=now))
        row = session.exec(found).one()
    if _end(row) <= now:
        row.failures, row.window_started_at, row.locked_until = 0, now, None
    return row


def _key(kind: str, value: str) -> str:
    """Keyed, so that the table tells nobody which emails were tried."""
    secret = get_settings().secret_key()
    return f"{kind}:{hmac.new(secret, f'{kind}:{value}'.encode(), hashlib.sha256).hexdigest()}"


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
