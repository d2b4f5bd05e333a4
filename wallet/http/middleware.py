"""Around every request: a size limit, headers that forbid what an API never needs, no bare 500."""

import asyncio
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wallet.http.problem_answers import answer, unexpected
from wallet.problems import Stopping, TooLarge

LARGEST_BODY = 16 * 1024
HEADERS = {
    b"cache-control": b"no-store",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"strict-transport-security": b"max-age=31536000",
    b"x-content-type-options": b"nosniff",
}


class Shell:
    """Outermost: what is inside sees a whole, small body, and may fail without telling why."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                given = {name for name, _ in message["headers"]}
                extra = [pair for pair in HEADERS.items() if pair[0] not in given]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        body = await _whole_body(receive)
        if body is None:
            await answer(TooLarge())(scope, receive, send_with_headers)
            return
        try:
            await self._app(scope, _replay(body, receive), send_with_headers)
        except asyncio.CancelledError:
            # The server's grace has run out; it cancels nothing else from here on.
            if not started:
                await answer(Stopping())(scope, receive, send_with_headers)
        except Exception as error:
            response = unexpected(error)
            if not started:
                await response(scope, receive, send_with_headers)


async def _whole_body(receive: Receive) -> bytes | None:
    """The body; None when it is too large."""
    body, more = b"", True
    while more:
        message: dict[str, Any] = dict(await receive())
        body += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
        if len(body) > LARGEST_BODY:
            return None
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed
