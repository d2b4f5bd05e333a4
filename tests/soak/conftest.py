"""Fixtures of the soak, and the line that says how to replay it."""

import os
import secrets

import pytest

from tests.support.portal import either_url, lock_wait_ms, migrated_database, portal_db
from tests.support.postgres import postgres_cluster

__all__ = ["either_url", "migrated_database", "lock_wait_ms", "portal_db", "postgres_cluster"]
REPORT = pytest.StashKey[list[str]]()


@pytest.fixture
def engine_url(either_url: str) -> str:
    return either_url


@pytest.fixture(scope="session")
def seed() -> str:
    """SOAK_SEED replays a run."""
    return os.environ.get("SOAK_SEED") or secrets.token_hex(4)


@pytest.fixture
def report(request: pytest.FixtureRequest) -> list[str]:
    """Lines for the end of the run."""
    return request.config.stash.setdefault(REPORT, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in terminalreporter.config.stash.get(REPORT, []):
        terminalreporter.write_line(line)
