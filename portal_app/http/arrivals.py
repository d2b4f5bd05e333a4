"""Where a page's GET is sent first: log-in, the accounts, the language of the browser."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal_app.http.posts import own_path
from portal_app.routes import (
    ACCESSIBILITY,
    ACCOUNT,
    ACCOUNTS,
    DEMO_ONLY,
    LANGUAGES,
    LOGIN,
    PRIVACY,
    PRIVATE,
    TERMS,
    in_language,
    split_language,
)
from portal_app.settings import get_settings
from services.sessions import token_in_cookies, who_is
from services.subject import Subject

LANGUAGE_SEEN = "portal-language-seen"
_PUBLIC = (LOGIN, PRIVACY, TERMS, ACCESSIBILITY)
_ONE_OF = ACCOUNT.partition("[")[0]


class Arrivals:
    """Sees page addresses only; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        request = Request(scope)
        language, path = split_language(request.url.path)
        if path.startswith(DEMO_ONLY) and not get_settings().portal_demo:
            return await Response(status_code=404)(scope, receive, send)
        if path != "/" and path not in _PUBLIC and not is_private(path):
            return await self.app(scope, receive, send)
        subject = await run_in_threadpool(_whose, request)
        answer = _elsewhere(request, language, path, subject)
        if answer is not None:
            return await answer(scope, receive, send)

        async def send_varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers.add_vary_header("Accept-Language, Cookie")
                if language != LANGUAGES[0] and LANGUAGE_SEEN not in request.cookies:
                    # so that its link to English is not answered with the browser's language
                    headers.append("set-cookie", _seen(language))
            await send(message)

        await self.app(scope, receive, send_varying)


def is_private(path: str) -> bool:
    """Of a path without its language."""
    return path in PRIVATE or path.startswith(_ONE_OF)


def _whose(request: Request) -> Subject | None:
    return who_is(token_in_cookies(request.headers.get("cookie", "")))


def _elsewhere(
    request: Request, language: str, path: str, subject: Subject | None
) -> Response | None:
    wanted = _wanted_language(request, language, subject)
    if path == "/":
        return _see(f"{in_language(ACCOUNTS if subject else LOGIN, wanted)}/", wanted)
    if is_private(path) and subject is None:
        tail = f"?{request.url.query}" if request.url.query else ""
        after = own_path(f"{request.url.path}{tail}")
        query = f"?next={quote(after, safe='/')}" if after else ""
        return _see(f"{in_language(LOGIN, wanted)}/{query}", wanted)
    if path == LOGIN and subject is not None:
        return _see(f"{in_language(ACCOUNTS, wanted)}/", wanted)
    if wanted != language:
        tail = f"?{request.url.query}" if request.url.query else ""
        return _see(f"{in_language(path, wanted)}/{tail}", wanted)
    return None


def _see(address: str, language: str) -> Response:
    response = RedirectResponse(address, 303, {"Vary": "Accept-Language, Cookie"})
    if language != LANGUAGES[0]:
        _note_language(response, language)
    return response


def _note_language(response: Response, language: str) -> None:
    response.set_cookie(LANGUAGE_SEEN, language, secure=True, httponly=True, samesite="lax")


def _seen(language: str) -> str:
    """The `Set-Cookie` that notes it."""
    noted = Response()
    _note_language(noted, language)
    return noted.headers["set-cookie"]


def _wanted_language(request: Request, language: str, subject: Subject | None) -> str:
    """The address's own, but once an unprefixed one gives way to the browser's choice."""
    if language != LANGUAGES[0] or LANGUAGE_SEEN in request.cookies:
        return language
    return _accepted(request.headers.get("accept-language", ""))


def _accepted(header: str) -> str:
    """The best of our languages in an `Accept-Language` (RFC 9110, 12.5.4)."""
    best, best_weight = LANGUAGES[0], 0.0
    for part in header[:500].split(","):
        tag, _, parameter = part.strip().partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        primary = tag.strip().lower().partition("-")[0]
        if primary in LANGUAGES and best_weight < weight <= 1:
            best, best_weight = primary, weight
    return best
