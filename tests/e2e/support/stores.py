"""Everything that a deployment keeps: its folder, both databases, Redis."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis import Redis

from tests.e2e.support.leaks import codings, in_database, in_files, told

SEALED = ["payment_profiles.sealed", "issued_cards.sealed", "canaries.sealed"]
"""The wallet's columns in which numbers are, encrypted."""


@dataclass(frozen=True)
class Stores:
    """`portal` and `wallet` are URLs of databases; `redis` is empty where there is none."""

    folder: Path
    portal: str
    wallet: str
    redis: str = ""

    def leaks(self, known: Iterable[str]) -> dict[str, set[str]]:
        """Where a number is that may be nowhere, by the name of the place."""
        return {
            **in_files(self.folder, known),
            **in_database(self.portal, known),
            **in_database(self.wallet, known, SEALED),
            **in_redis(self.redis, known),
        }


def kept_in(folder: Path) -> Stores:
    """What is kept without settings."""
    portal, wallet = (f"sqlite:///{folder / name}.sqlite" for name in ("portal", "wallet"))
    return Stores(folder, portal, wallet)


def in_redis(url: str, known: Iterable[str]) -> dict[str, set[str]]:
    """Per key, what stands in it or in its name, in every coding."""
    found: dict[str, set[str]] = {}
    if not url:
        return found
    forms = {number: codings(number) for number in known}
    with Redis.from_url(url) as client:
        for key in client.scan_iter():
            content = b"\n".join([key, *_values(client, key)])
            numbers = {
                number for number, all_of in forms.items() if any(f in content for f in all_of)
            }
            numbers |= told(content.decode("latin-1"), known)
            if numbers:
                found[f"redis {key!r}"] = numbers
    return found


def keys_in(url: str) -> int:
    with Redis.from_url(url) as client:
        return sum(1 for _ in client.scan_iter())


def _values(client: Any, key: bytes) -> Iterator[bytes]:
    match client.type(key):
        case b"string":
            yield client.get(key) or b""
        case b"hash":
            yield from _flat(client.hgetall(key).items())
        case b"list":
            yield from client.lrange(key, 0, -1)
        case b"set":
            yield from client.smembers(key)
        case b"zset":
            yield from client.zrange(key, 0, -1)
        case b"stream":
            for _, fields in client.xrange(key):
                yield from _flat(fields.items())
        case b"none":  # it has expired meanwhile
            return
        case other:
            raise AssertionError(f"what a {other!r} holds is not read")


def _flat(pairs: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    for pair in pairs:
        yield from pair
