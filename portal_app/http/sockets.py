"""How many sockets one address or session may open, and how fast.

Counted in this process: with several workers the bounds are as many times wider (ADR 0004).
"""

from collections import Counter

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from portal_app.http.addresses import client_address
from portal_app.http.buckets import Buckets
from portal_app.http.guard import visitors
from services.errors import Busy
from services.logins.throttle import is_wide

OPEN_PER_ADDRESS = 200
OPEN_PER_SESSION = 40
CONNECTS_BURST = 120.0
CONNECTS_PER_SECOND = 2.0
WIDER = 25
"""Times, in the demo and from this machine: where the tests and the benchmarks are."""
_TRY_AGAIN = 1013


class Sockets:
    """Refuses a WebSocket that is one too many; a page whose socket is refused tries again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._open: Counter[str] = Counter()
        self._narrow = Buckets(per_second=CONNECTS_PER_SECOND, burst=CONNECTS_BURST)
        self._wide = Buckets(per_second=CONNECTS_PER_SECOND * WIDER, burst=CONNECTS_BURST * WIDER)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        connection = HTTPConnection(scope)
        address = client_address(connection)
        wide = is_wide(address)
        if not (self._wide if wide else self._narrow).take(address):
            return await WebSocketClose(_TRY_AGAIN)(scope, receive, send)
        key, most = await _bound(connection, address)
        if self._open[key] >= most * (WIDER if wide else 1):
            return await WebSocketClose(_TRY_AGAIN)(scope, receive, send)
        self._open[key] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]


async def _bound(connection: HTTPConnection, address: str) -> tuple[str, int]:
    """Whom a socket counts for: many borrowers may share one address."""
    cookies = connection.headers.get("cookie", "")
    try:
        found = await run_in_threadpool(visitors, cookies) if cookies else None
    except Busy:
        found = None
    if found is None or not (found.borrower or found.agent):
        return f"address:{address}", OPEN_PER_ADDRESS
    return f"session:{found.owner}", OPEN_PER_SESSION
