"""Fixtures of the tests in this folder."""

from collections.abc import Iterator
from socket import create_server

import pytest

from portal_app.build import ensure_built
from tests.support.demo_web import DemoWeb, demo_web
from tests.support.passwords import cheap_passwords
from tests.support.portal import engine_url, lock_wait_ms, portal_db

__all__ = ["cheap_passwords", "engine_url", "lock_wait_ms", "portal_db"]

WALLET_SECONDS = 0.5


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoWeb]:
    """The served demo, with a wallet that never answers: for tests of xdist's group `sockets`."""
    ensure_built()
    with create_server(("127.0.0.1", 0)) as silent:
        silence = f"http://127.0.0.1:{silent.getsockname()[1]}"
        data_dir = tmp_path_factory.mktemp("sockets")
        slow = str(WALLET_SECONDS)
        with demo_web(data_dir, WALLET_URL=silence, WALLET_TIMEOUT_SECONDS=slow) as web:
            yield web
