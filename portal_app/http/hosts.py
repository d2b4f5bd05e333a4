"""Which requests are for this portal: its own host, no uploads."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from portal_app.routes import HEALTH, WALLET_EVENTS
from portal_app.settings import LOOPBACK_HOSTS, get_settings

_UPLOAD = "/_upload"


class OwnHost:
    """Refuses what names another host; pages of another loopback name move to the right one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        refusal = _refusal(HTTPConnection(scope))
        if refusal is None:
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await WebSocketClose(1008)(scope, receive, send)
        return await refusal(scope, receive, send)


def _refusal(request: HTTPConnection) -> Response | None:
    path = request.url.path
    if path == _UPLOAD or path.startswith(f"{_UPLOAD}/"):
        return PlainTextResponse("not found", 404)
    base = get_settings().portal_base_url
    host = request.headers.get("host", "").lower()
    if host == urlsplit(base).netloc:
        return None
    name = urlsplit(f"//{host}").hostname if "/" not in host and "@" not in host else None
    if name not in LOOPBACK_HOSTS:
        return PlainTextResponse("not served here", 421)
    if path in (HEALTH, WALLET_EVENTS):  # a wallet on this machine knows no other name; it signs
        return None
    if request.scope.get("method") == "GET":
        return RedirectResponse(f"{base}/{path.lstrip('/')}", 307)
    return PlainTextResponse("not served here", 421)
