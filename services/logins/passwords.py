"""Passwords: argon2id with pwdlib's recommended cost (OWASP Password Storage)."""

from functools import cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

LONGEST = 256
"""Characters; more are refused before they cost anything."""

_hasher = PasswordHash((Argon2Hasher(),))


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def is_right(password: str, hashed: str | None) -> bool:
    """Exactly one hash is computed, also when there is none to compare with."""
    try:
        return _hasher.verify(password, hashed or _nobody()) and hashed is not None
    except UnknownHashError:
        return False


@cache
def _nobody() -> str:
    return hash_password("nobody has this password")
