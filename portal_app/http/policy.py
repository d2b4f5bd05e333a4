"""The headers of every answer (ADR 0005): what a page may load, and who may keep a copy."""

import json
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal_app.settings import get_settings

CSP_FILE = Path(__file__).parents[2] / ".web" / "csp.json"
_ASSETS = "/assets/"


class Headers:
    """Pure ASGI, so that answers stream through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in _fixed().items():
                    headers[name] = value
                _caching(scope["path"], message["status"], headers)
                message["headers"] = headers.raw
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _caching(path: str, status: int, headers: MutableHeaders) -> None:
    if path.startswith(_ASSETS) and status in (200, 304):
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif headers.get("content-type", "").startswith("text/html") or (
        status >= 300 and status != 304
    ):
        headers["Cache-Control"] = "no-store"
    else:
        headers.setdefault("Cache-Control", "no-cache")


@lru_cache
def _fixed() -> dict[str, str]:
    settings = get_settings()
    fixed = {
        "Content-Security-Policy": content_security_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if settings.is_https:
        fixed["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return fixed


def content_security_policy() -> str:
    """Inline scripts by the hashes that the build noted; inline styles, which Reflex needs."""
    settings = get_settings()
    hashes = json.loads(CSP_FILE.read_text()) if CSP_FILE.exists() else []
    socket = "ws" + settings.portal_base_url.removeprefix("http")
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(["script-src 'self'", *(f"'{one}'" for one in hashes)]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            f"connect-src 'self' {socket}",
            f"frame-src {settings.wallet_base_url}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )
