"""The headers of every answer (ADR 0005): what a page may load, and who may keep a copy."""

import json
import posixpath
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal_app.http.arrivals import is_private
from portal_app.routes import LMS, VIEWS, split_language
from portal_app.settings import get_settings

CSP_FILE = Path(__file__).parents[2] / ".web" / "csp.json"
SHELL = "/__spa-fallback.html"
"""What is served, as `404.html`, at addresses that have no file: dynamic routes, and what does not
exist."""
_ASSETS = "/assets/"
_MAY_BE_PAGES = (200, 304)
_PARTS = ("text/css", "text/javascript", "image/x-icon", "image/vnd.microsoft.icon")
"""What only pages load: the rules for pages would be more bytes than most of these are."""
_PART = {"X-Content-Type-Options": "nosniff"}


class Headers:
    """Pure ASGI, so that answers stream through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                page = page_at(scope["path"])
                is_part = headers.get("content-type", "").startswith(_PARTS)
                for name, value in (_PART if is_part else _fixed()).items():
                    headers.setdefault(name, value)  # a route may be stricter
                if not is_part:
                    headers.setdefault("Content-Security-Policy", content_security_policy(page))
                _caching(scope["path"], page, message["status"], headers)
                message["headers"] = headers.raw
            await send(message)

        await self.app(scope, receive, send_with_headers)


def page_at(path: str) -> str:
    """The file of the build that answers at `path`, named as in `csp.json`; "" for an asset."""
    clean = posixpath.normpath(f"/{path.lstrip('/')}")
    if clean.startswith(_ASSETS):
        return ""
    found = (one for one in (clean, posixpath.join(clean, "index.html")) if one in _scripts())
    return next(found, SHELL)


def _caching(path: str, page: str, status: int, headers: MutableHeaders) -> None:
    if path.startswith(_ASSETS) and status in _MAY_BE_PAGES:
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
        for validator in ("ETag", "Last-Modified", "Accept-Ranges"):
            del headers[validator]
    elif is_open_page(page) and status in _MAY_BE_PAGES:
        headers["Cache-Control"] = "no-cache"
    elif headers.get("content-type", "").startswith("text/html") or (
        status >= 300 and status != 304
    ):
        headers["Cache-Control"] = "no-store"
    else:
        headers.setdefault("Cache-Control", "no-cache")


def is_open_page(page: str) -> bool:
    """A prerendered page that anyone may read: a browser may keep it, and asks each time."""
    route = split_language(page.removesuffix("index.html"))[1]
    guarded = is_private(route) or route == LMS or route.startswith(f"{LMS}/")
    return page not in ("", SHELL) and page.endswith("/index.html") and not guarded


@lru_cache
def _fixed() -> dict[str, str]:
    settings = get_settings()
    fixed = {
        **_PART,
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if settings.is_https:
        fixed["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return fixed


@lru_cache
def _scripts() -> dict[str, list[str]]:
    return json.loads(CSP_FILE.read_text()) if CSP_FILE.exists() else {}


@lru_cache
def content_security_policy(page: str = "") -> str:
    """Inline scripts of this page alone, by the hashes that the build noted; inline styles, which
    Reflex needs.
    """
    settings = get_settings()
    hashes = _scripts().get(page, [])
    socket = "ws" + settings.portal_base_url.removeprefix("http")
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(["script-src 'self'", *(f"'{one}'" for one in hashes)]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            f"connect-src 'self' {socket}",
            f"frame-src {settings.wallet_base_url} {settings.portal_base_url}{VIEWS}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )
