"""How entries hang together: each carries a keyed hash of itself and of the hash before it.

The key is the portal's: who has only the database can neither change an entry nor rewrite all
that follow (a plain hash would let them). Pure: no database here.
"""

import hmac
import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Row

from models.audit import AuditEntry
from portal_app.settings import Settings, get_settings

COLUMNS = (
    *("id", "at", "action", "login_id", "actor_login_id", "customer_id", "account_id"),
    *("address", "user_agent", "detail", "previous_hash"),
)

Entry = AuditEntry | Row[Any] | SimpleNamespace


def encoded(entry: Entry) -> bytes:
    """All columns but the hash, as a JSON array: no two entries have one encoding."""
    values = [getattr(entry, name) for name in COLUMNS]
    plain = ["entry", *map(_plain, values)]
    return json.dumps(plain, separators=(",", ":"), default=_foreign).encode()


def hash_of(entry: Entry) -> str:
    """64 hexadecimal digits."""
    return _mac(encoded(entry))


def seal_of(entry_id: int, hash_: str) -> str:
    """Of the head: only the portal can say which entry is the newest."""
    return _mac(json.dumps(["head", entry_id, hash_], separators=(",", ":")).encode())


def same(one: str, other: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def _foreign(value: object) -> list[str]:
    """What nobody but the database's owner puts in: SQLite keeps bytes in a column of text."""
    return ["foreign", repr(value)]


def _mac(message: bytes) -> str:
    return hmac.digest(_key(), message, "sha256").hex()


_kept: tuple[Settings, bytes] | None = None


def _key() -> bytes:
    """A key of the chain's own, so that nothing else signed with the secret is an entry.

    Made once for the process's settings: their secret may be in a file.
    """
    global _kept
    settings = get_settings()
    if _kept is None or _kept[0] is not settings:
        _kept = settings, hmac.digest(settings.secret_key(), b"portal audit chain 1", "sha256")
    return _kept[1]
