"""What our own pages may post: small, from this origin, plain fields or one JSON object."""

import json
from datetime import datetime
from math import ceil
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from portal_app.routes import LANGUAGES, LMS_LOGIN, LOGIN, in_language
from portal_app.settings import get_settings
from services.doors import Door

MOST_BYTES = 8_192
MOST_FORM_BYTES = 131_072
"""A form's: its page answers a field of 10,000 characters, each of up to 12 bytes (`%F0%9F…`)."""

_FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """A post that none of our forms makes; `status` is the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def own_form(request: Request) -> dict[str, str]:
    """Fields of a form of our own pages; raises `Refused`."""
    body = await _own_body(request, _FORM, MOST_FORM_BYTES)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20))
    except ValueError as error:
        raise Refused(400) from error


async def own_json(request: Request) -> dict[str, Any]:
    """The JSON object that a script of our own pages sent; raises `Refused`."""
    try:
        found = json.loads(await _own_body(request, "application/json"))
    except (ValueError, RecursionError) as error:
        raise Refused(400) from error
    if not isinstance(found, dict):
        raise Refused(400)
    return found


def parsed_json(text: str) -> object:
    """None for what is none: a field of a form may hold anything."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


async def _own_body(request: Request, kind: str, most: int = MOST_BYTES) -> bytes:
    if not is_same_origin(request):
        raise Refused(403)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise Refused(415)
    return await small_body(request, most)


async def small_body(request: Request, most: int = MOST_BYTES) -> bytes:
    """Raises `Refused` (413) as soon as there is more."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise Refused(413)
    return bytes(body)


def is_same_origin(request: Request) -> bool:
    """By Origin and Sec-Fetch-Site: each that is there must agree, and one must be there."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return origin == get_settings().portal_base_url
    return site is not None


def language_of(form: dict[str, Any]) -> str:
    chosen = form.get("language", "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def login_address(
    language: str, notice: str = "", door: Door = Door.PORTAL, until: datetime | None = None
) -> str:
    """Of the log-in page of `door`; agents' pages are in English."""
    return page_address(LOGIN if door is Door.PORTAL else LMS_LOGIN, language, notice, until)


def page_address(path: str, language: str, notice: str = "", until: datetime | None = None) -> str:
    """Where a post is answered with 303: a page, and which of its notices shows.

    `until`: when the lock ends that the notice tells of.
    """
    query = f"?until={ceil(until.timestamp())}" if until else ""
    fragment = f"#{notice}" if notice else ""
    return f"{in_language(path, language)}/{query}{fragment}"


def own_path(text: str) -> str | None:
    """`text` when it is a path of this portal, else None.

    Browsers read `//`, `/\\` and control characters as the start of another host.
    """
    if not text.startswith("/") or text.startswith("//") or len(text) > 500:
        return None
    if "\\" in text or not text.isascii() or any(ord(c) <= 32 or ord(c) == 127 for c in text):
        return None
    parts = urlsplit(text)
    return text if not parts.scheme and not parts.netloc else None
