"""A throw-away Redis on a port of its own, which writes nothing to disk."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import ConnectionError as NoRedis
from redis import Redis

from tests.support.ports import free_port


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Its URL; the test is skipped where no server is installed."""
    if shutil.which("redis-server") is None:
        pytest.skip("Redis: no redis-server on PATH")
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    try:
        _wait_until_ready(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(60)


def _wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    with Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
            except NoRedis:
                assert server.poll() is None, "redis-server ended"
                assert time.monotonic() < deadline, "redis-server did not answer"
                time.sleep(0.02)
            else:
                return
