"""Hashing at its lowest cost: the suite logs in hundreds of times."""

from collections.abc import Iterator
from unittest import mock

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from services.logins import passwords

LOWEST = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.fixture(scope="module", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """For tests of this folder; a served portal hashes at full cost, whatever it reads."""
    with mock.patch.object(passwords, "_hasher", LOWEST):
        yield
