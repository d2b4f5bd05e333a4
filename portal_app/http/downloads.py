"""Files for one reader: who may have it, how it leaves, what a refusal says (ADR 0031).

A feature says what the file is (`Download`) in a function of its subject; everything that keeps a
file private is here. Missing and foreign get the same 404; other sites' links get 403.
"""

from asyncio import Semaphore
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from portal_app.http.agents import agent_behind
from portal_app.http.posts import login_address
from portal_app.routes import LANGUAGES, in_language, split_language
from services.doors import Door
from services.errors import (
    Busy,
    InvalidInput,
    NotAllowed,
    NotFound,
    NotLoggedIn,
    PortalError,
    TooManyAttempts,
)
from services.faults import Fault, noted
from services.language import use_language
from services.language.words import words
from services.payoff_quotes.errors import QuoteDayRefused
from services.sessions import cookie_name, token_in_cookies, who_is
from services.subject import AgentSubject, Subject
from services.year_end.errors import NoSuchYear

Who = TypeVar("Who", Subject, AgentSubject)

_STATUS: dict[type[PortalError], int] = {
    NotFound: 404,
    InvalidInput: 400,
    QuoteDayRefused: 400,
    NoSuchYear: 400,
    NotAllowed: 403,
    TooManyAttempts: 429,
    Busy: 503,
    Fault: 500,
}
_OTHER_FAILURE = 409
_GUARDS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NOT_IN_NAMES = '/\\"<>:|?*%'
_LONGEST_NAME = 120
AT_ONCE = 4
"""Files of one session that are made at a time: more wait, and no thread waits with them."""
_turns: WeakValueDictionary[str, Semaphore] = WeakValueDictionary()
_SAVED = "default-src 'none'; sandbox"
_VIEWED = (
    "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline';"
    " frame-ancestors 'self'"
)
"""Nothing in a file that is looked at runs; only our own pages show it in a frame."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to send. `content` whole, or in pieces that are made while they are sent.

    `name` is for display and may hold anything; `length` in bytes, where pieces have a known one;
    `inline`: shown by the browser instead of saved.
    """

    name: str
    media_type: str
    content: bytes | Iterable[bytes | str]
    inline: bool = False
    length: int | None = None


def file_route(path: str, make: Callable[[Subject, Request], Download]) -> list[BaseRoute]:
    """`GET path` for borrowers, in every language: `/es/…` too.

    `make` runs in a thread, in the address's language, and raises a `PortalError` to refuse. What
    has to be done before the first byte leaves (an audit entry) it does when the first piece is
    asked for: HEAD asks for none.
    """
    return [_route(in_language(path, one), make, _borrower, Door.PORTAL) for one in LANGUAGES]


def agents_file_route(
    path: str, make: Callable[[AgentSubject, Request], Download]
) -> list[BaseRoute]:
    """`file_route` of the LMS, whose pages are in English."""
    return [_route(path, make, agent_behind, Door.LMS)]


def _borrower(request: Request) -> Subject | None:
    return who_is(token_in_cookies(request.headers.get("cookie", "")))


def _route(
    path: str,
    make: Callable[[Who, Request], Download],
    who: Callable[[Request], Who | None],
    door: Door,
) -> Route:
    async def endpoint(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return Response(status_code=403)
        language = split_language(request.url.path)[0]
        token = token_in_cookies(request.headers.get("cookie", ""), cookie_name(door))
        try:
            async with _turn(token):
                return await run_in_threadpool(_answer, request, make, who, language)
        except NotLoggedIn:
            return RedirectResponse(login_address(language, "ended", door), 303, _GUARDS)

    return Route(path, endpoint, methods=["GET"])


def _turn(token: str) -> Semaphore:
    return _turns.setdefault(token, Semaphore(AT_ONCE))


def _answer(
    request: Request,
    make: Callable[[Who, Request], Download],
    who: Callable[[Request], Who | None],
    language: str,
) -> Response:
    with use_language(language):
        try:
            subject = who(request)
            if subject is None:
                raise NotLoggedIn
            return _sent(make(subject, request), request.method == "HEAD", language)
        except NotLoggedIn:
            raise
        except PortalError as error:
            return _refusal(error)
        except Exception as error:
            return _refusal(noted(error))


def _refusal(error: PortalError) -> Response:
    """In the words that a page would use."""
    status = _STATUS.get(type(error), _OTHER_FAILURE)
    return PlainTextResponse(f"{words(error)}\n", status, _GUARDS)


def _sent(file: Download, head_only: bool, language: str) -> Response:
    headers = {
        **_GUARDS,
        "Content-Disposition": disposition(file.name, inline=file.inline),
        "Content-Security-Policy": _VIEWED if file.inline else _SAVED,
    }
    if file.length is not None:
        headers["Content-Length"] = str(file.length)
    if isinstance(file.content, bytes):
        headers["Content-Length"] = str(len(file.content))
        body = b"" if head_only else file.content
        return Response(body, media_type=file.media_type, headers=headers)
    if head_only:
        return StreamingResponse((), media_type=file.media_type, headers=headers)
    pieces = iter(file.content)
    first = [piece for piece in (next(pieces, None),) if piece is not None]
    rest = _pieces(first, pieces, language)
    return StreamingResponse(rest, media_type=file.media_type, headers=headers)


def _pieces(
    first: list[bytes | str], pieces: Iterator[bytes | str], language: str
) -> Iterator[bytes | str]:
    """The first is there: what refuses, refuses before the answer begins.

    A failure later ends the connection, so that no browser takes a torn file for a whole one.
    """
    yield from first
    while True:
        with use_language(language):
            try:
                piece = next(pieces, None)
            except PortalError:
                raise
            except Exception as error:
                raise noted(error) from None
        if piece is None:
            return
        yield piece


def disposition(name: str, *, inline: bool = False) -> str:
    """`Content-Disposition` (RFC 6266) for a name that may hold anything."""
    clean = "".join(c for c in name if c.isprintable() and c not in _NOT_IN_NAMES)
    clean = clean.strip(" .")[-_LONGEST_NAME:] or "file"
    plain = "".join(c if c.isascii() else "_" for c in clean)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"
