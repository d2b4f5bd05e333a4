"""Guessing slowed down: failures counted in SQL per login, per address and overall.

NIST SP 800-63B, 5.2.2 allows 100 consecutive failures per account at most; these are far fewer.
A try is charged before the password is hashed and given back when it was right, so that a burst
of parallel tries cannot pass a limit that each of them saw open.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.base import utc_now
from models.sessions import Throttle
from portal_app.settings import get_settings
from services.errors import TooManyAttempts
from services.sealing import keyed_hash

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Limit:
    """At most `failures` for `key` inside `window`."""

    key: str
    failures: int
    window: timedelta = WINDOW
    owned: bool = False
    """It counts for one login, whose owner is told when it locks."""


def limits(email: str | None, address: str, device: str = "") -> list[Limit]:
    """What a try at `email` from `address` counts against; always in this order of locking.

    A trusted device of that login counts for itself alone: whoever locks the login, the address
    or everything from elsewhere does not lock its owner out.
    """
    wide = is_wide(address)
    most = 50 if wide else 8
    if device:
        return [Limit(_key("device", device), most, owned=True)]
    found = [Limit("overall", 2_000), Limit(_address("address", address), 500 if wide else 30)]
    if email is not None:
        found.append(Limit(_key("login", email), most, owned=True))
    return found


def code_limits(login_id: int, address: str) -> list[Limit]:
    """What a code counts against: 5 in 5 minutes, 20 an hour, 50 a day, and per address."""
    factor = 10 if is_wide(address) else 1
    found = [Limit(_address("code-address", address), 60 * factor, timedelta(hours=1))]
    for most, window in (
        (5, timedelta(minutes=5)),
        (20, timedelta(hours=1)),
        (50, timedelta(days=1)),
    ):
        minutes = int(window.total_seconds() // 60)
        found.append(Limit(_key(f"code-{minutes}", str(login_id)), most, window, owned=True))
    return found


def passkey_limits(address: str) -> list[Limit]:
    """What a passkey counts against. It cannot be guessed: this bounds the work, and passwords
    that others got wrong at the same address do not lock it."""
    most = 500 if is_wide(address) else 60
    return [Limit("passkeys", 5_000), Limit(_address("passkey-address", address), most)]


def send_limits(destination: str, address: str) -> list[Limit]:
    """What a mail or text that a stranger can cause counts against."""
    factor = 10 if is_wide(address) else 1
    return [
        Limit(_address("send-address", address), 30 * factor, timedelta(hours=1)),
        Limit(_key("send-hour", destination), 10 * factor, timedelta(hours=1)),
        Limit(_key("send-day", destination), 30 * factor, timedelta(days=1)),
    ]


def ask_limits(asked_for: str, door: str, email: str | None, address: str) -> list[Limit]:
    """What asking for a link counts against; the first is the address's.

    Apart from `send_limits`: a flood of asking takes no code from a log-in.
    """
    factor = 10 if is_wide(address) else 1
    per_address = Limit(_address("ask-address", address), 30 * factor, timedelta(hours=1))
    return [per_address, *link_limits(asked_for, door, email, factor)]


def link_limits(asked_for: str, door: str, email: str | None, factor: int = 1) -> list[Limit]:
    """What a link to `email` counts against, whoever has it sent."""
    who = f"{asked_for}:{door}:{email}"
    return [
        Limit(_key("ask-hour", who), 6 * factor, timedelta(hours=1)),
        Limit(_key("ask-day", who), 20 * factor, timedelta(days=1)),
    ]


def form_limits(login_id: int) -> list[Limit]:
    """What a form of the wallet counts against: each leaves rows in two databases."""
    return [Limit(_key("form-hour", str(login_id)), 120, timedelta(hours=1))]


def is_first(session: Session, what: str, most: int, window: timedelta) -> bool:
    """Whether `what` happened fewer than `most` times inside `window`; counts it then."""
    try:
        charge(session, [Limit(_key("noted", what), most, window)])
    except TooManyAttempts:
        return False
    return True


def charge(session: Session, limits: Iterable[Limit]) -> datetime | None:
    """Count one try; raises `TooManyAttempts`, counting nothing, when a limit is reached.

    The answer: when the longest lock of a login ends that begins if this try fails.
    """
    now = utc_now()
    rows = [(limit, _row(session, limit, now)) for limit in limits]
    ends = [_end(row, limit) for limit, row in rows if row.failures >= limit.failures]
    if ends:
        raise TooManyAttempts(max(ends))
    for limit, row in rows:
        row.failures += 1
        row.locked_until = _end(row, limit) if row.failures >= limit.failures else None
    locks = [row.locked_until for limit, row in rows if limit.owned and row.locked_until]
    return max(locks, default=None)


def give_back(session: Session, limits: Iterable[Limit]) -> None:
    """The try was right: only failures count."""
    now = utc_now()
    for limit in limits:
        row = _row(session, limit, now)
        row.failures = max(0, row.failures - 1)
        row.locked_until = None if row.failures < limit.failures else row.locked_until


def _end(row: Throttle, limit: Limit) -> datetime:
    return row.window_started_at + limit.window


def _row(session: Session, limit: Limit, now: datetime) -> Throttle:
    found = select(Throttle).where(col(Throttle.key) == limit.key).with_for_update()
    row = session.exec(found).first()
    if row is None:
        with suppress(IntegrityError), session.begin_nested():  # another first try may be quicker
            session.add(Throttle(key=limit.key, window_started_at=now))
        row = session.exec(found).one()
    if _end(row, limit) <= now:
        row.failures, row.window_started_at, row.locked_until = 0, now, None
    return row


def _key(kind: str, value: str) -> str:
    """Keyed, so that the table tells nobody which emails were tried."""
    return f"{kind}:{keyed_hash(f'throttle {kind}', value)}"


def _address(kind: str, address: str) -> str:
    """An IPv6 subscriber has a whole /64 (RFC 6177): it counts as one address."""
    try:
        plain = ip_address(address.partition("%")[0])
    except ValueError:
        return _key(kind, address)
    if isinstance(plain, IPv6Address) and plain.ipv4_mapped is None:
        plain = ip_network((plain, 64), strict=False).network_address
    return _key(kind, str(plain))


def is_wide(address: str) -> bool:
    """Whether `address` has the demo's wider limits: it is this machine."""
    try:
        return get_settings().portal_demo and ip_address(address).is_loopback
    except ValueError:
        return False
