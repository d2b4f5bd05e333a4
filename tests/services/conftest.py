"""Fixtures of the tests in this folder: each runs on SQLite and on PostgreSQL."""

import pytest

from tests.support.passwords import cheap_passwords
from tests.support.portal import either_url, lock_wait_ms, migrated_database, portal_db
from tests.support.postgres import postgres_cluster

__all__ = [
    "cheap_passwords",
    "either_url",
    "migrated_database",
    "lock_wait_ms",
    "portal_db",
    "postgres_cluster",
]


@pytest.fixture
def engine_url(either_url: str) -> str:
    return either_url
