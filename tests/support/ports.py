"""Ports for servers that a test starts a while after it has chosen their address."""

import secrets
import socket
from contextlib import suppress

# Below what Linux and macOS hand out by themselves: another program's connection cannot take it.
FIRST, COUNT = 20_000, 12_000


def free_port() -> int:
    """One of 127.0.0.1 that nobody listens at."""
    while True:
        port = FIRST + secrets.randbelow(COUNT)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
