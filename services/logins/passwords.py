"""Passwords: argon2id with pwdlib's recommended cost (OWASP Password Storage).

A hash keeps four threads busy for tens of milliseconds. All of a process are computed in a small
pool, which on Linux gives way to everything else: log-ins wait for each other, clicks for none.
"""

import os
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from services.sealing import new_token

LONGEST = 256
"""Characters; more are refused before they cost anything."""
LANES = 4
"""Threads of one hash (RFC 9106, 4)."""

_hasher = PasswordHash((Argon2Hasher(parallelism=LANES),))


def normal(password: str) -> str:
    """NFKC, so that a keyboard that composes letters differently types the same password
    (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def hash_password(password: str) -> str:
    return _pool.submit(lambda: _hasher.hash(normal(password))).result()


def is_right(password: str, hashed: str | None) -> bool:
    """Exactly one hash is computed, also when there is none (None, "") to compare with."""
    typed, other = normal(password), hashed or _nobody()
    try:
        return _pool.submit(lambda: _hasher.verify(typed, other)).result() and bool(hashed)
    except UnknownHashError:
        return False


@cache
def _nobody() -> str:
    return hash_password(new_token())


def _give_way() -> None:
    """`nice` is of a thread on Linux, of the whole process elsewhere."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.nice(10)


_pool = ThreadPoolExecutor(
    max(1, (os.cpu_count() or 1) // LANES), thread_name_prefix="password", initializer=_give_way
)
