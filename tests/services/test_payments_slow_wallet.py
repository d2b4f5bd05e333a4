"""A wallet that answers byte by byte is given up at the time-out, wherever it drips."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from services.payments.gateway import OutcomeUnknown, WalletUnavailable
from services.payments.wallet_gateway import WalletGateway

TIMEOUT = 0.6
STILL_DRIPS = 60
"""Seconds after which it would be there still, if nobody left."""
HEADER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
STATUS, HEADERS, BODY = b"", HEADER + b"X-A: ", HEADER + b"Content-Length: 9999\r\n\r\n"


@contextmanager
def dripping(begin: bytes) -> Iterator[str]:
    """Answers with `begin`, then with a byte every 50 ms."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    connection.recv(65_536)
                    connection.sendall(begin)
                    while not ended.wait(0.05):
                        connection.sendall(b"H")

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            ended.set()
            server.close()
            thread.join()


@pytest.mark.parametrize("begin", [STATUS, HEADERS, BODY], ids=["status", "headers", "body"])
def test_a_dripping_wallet_is_given_up_in_time(begin: bytes) -> None:
    with dripping(begin) as url:
        began = time.monotonic()
        with pytest.raises(OutcomeUnknown):
            WalletGateway(url, "key", TIMEOUT).find("key")
        assert TIMEOUT - 0.1 < time.monotonic() - began < STILL_DRIPS


def test_nobody_there_means_that_nothing_was_sent() -> None:
    with pytest.raises(WalletUnavailable):
        WalletGateway("http://127.0.0.1:9", "key", TIMEOUT).find("key")
