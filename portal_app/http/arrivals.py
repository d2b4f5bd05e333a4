"""Where a page's GET is sent first: log-in, the accounts, the language of the browser."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal_app.http.posts import login_address, own_path
from portal_app.http.visits import remember_next
from portal_app.routes import (
    ACCESSIBILITY,
    ACCOUNTS,
    CONFIRM_EMAIL,
    DEMO_ONLY,
    FORGOT,
    LANGUAGES,
    LMS,
    LMS_CUSTOMERS,
    LMS_FORGOT,
    LMS_LOGIN,
    LMS_RESET,
    LOGIN,
    LOGIN_PHONE,
    LOGIN_SET_UP,
    LOGIN_VERIFY,
    PRIVACY,
    PRIVATE,
    RESET,
    SIGN_UP,
    TERMS,
    at_lms,
    in_language,
    split_language,
)
from portal_app.settings import get_settings
from services.doors import Door, door_of
from services.logins.pending import is_pending
from services.sessions import (
    cookie_name,
    pending_cookie_name,
    token_in_cookies,
    which_agent,
    who_is,
)

LANGUAGE_SEEN = "portal-language-seen"
_PUBLIC = (
    LOGIN,
    LMS_LOGIN,
    FORGOT,
    SIGN_UP,
    RESET,
    CONFIRM_EMAIL,
    PRIVACY,
    TERMS,
    ACCESSIBILITY,
    LMS_FORGOT,
    LMS_RESET,
)
_PENDING = (LOGIN_VERIFY, LOGIN_SET_UP, LOGIN_PHONE, at_lms(LOGIN_VERIFY), at_lms(LOGIN_SET_UP))
_ONE_OF = tuple(path.partition("[")[0] for path in PRIVATE if "[" in path)


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
        if path not in ("/", LMS, *_PUBLIC, *_PENDING) and not is_private(path):
            return await self.app(scope, receive, send)
        is_known = await run_in_threadpool(_is_known, request, path)
        answer = _elsewhere(request, language, path, is_known)
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


def _is_known(request: Request, path: str) -> bool:
    """Whether the page's own door knows this browser: its session, or its pending log-in."""
    cookies, door = request.headers.get("cookie", ""), door_of(path)
    if path in _PENDING:
        return is_pending(token_in_cookies(cookies, pending_cookie_name(door)), door)
    token = token_in_cookies(cookies, cookie_name(door))
    return (which_agent(token) if door is Door.LMS else who_is(token)) is not None


def _elsewhere(request: Request, language: str, path: str, is_known: bool) -> Response | None:
    door = door_of(path)
    wanted = LANGUAGES[0] if door is Door.LMS else _wanted_language(request, language)
    login = LOGIN if door is Door.PORTAL else LMS_LOGIN
    home = ACCOUNTS if door is Door.PORTAL else LMS_CUSTOMERS
    if path in ("/", LMS) or (path == login and is_known):
        return _see(f"{in_language(home if is_known else login, wanted)}/", wanted)
    if path in _PENDING and not is_known:
        return _see(login_address(wanted, "ended", door), wanted)
    if is_private(path) and not is_known:
        response = _see(f"{in_language(login, wanted)}/", wanted)
        if (after := own_path(_with_query(request, request.url.path))) is not None:
            remember_next(response, after)
        return response
    if path == login and (after := own_path(request.query_params.get("next", ""))) is not None:
        response = _see(f"{in_language(login, wanted)}/", wanted)
        remember_next(response, after)
        return response
    if wanted != language:
        return _see(_with_query(request, f"{in_language(path, wanted)}/"), wanted)
    return None


def _with_query(request: Request, path: str) -> str:
    return f"{path}?{request.url.query}" if request.url.query else path


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


def _wanted_language(request: Request, language: str) -> str:
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
