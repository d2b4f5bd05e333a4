"""`GET /reset/<token>`: a link in a mail is opened; its token leaves the address for a cookie."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.cookies import set_token
from portal_app.http.posts import page_address
from portal_app.http.visits import door_at
from portal_app.routes import (
    CONFIRM_EMAIL,
    FORGOT,
    LANGUAGES,
    RESET,
    at_lms,
    in_language,
    split_language,
)
from services import links
from services.database import reading
from services.doors import Door
from services.links import LinkDead, LinkPurpose
from services.logins import reset
from services.logins.reset import AskLender
from services.sessions import link_cookie_name

NO_REFERRER = {"Referrer-Policy": "no-referrer"}
"""The address that is left has the token in it."""


async def open_reset(request: Request) -> Response:
    """Nothing is used up: mail scanners open links too."""
    token, door = request.path_params["token"], door_at(request)
    language = split_language(request.url.path)[0]
    try:
        await run_in_threadpool(reset.look, token, door)
    except LinkDead:
        return _see(_page(FORGOT, door), language, "dead")
    except AskLender:
        return _see(_page(FORGOT, door), language, "call")
    return _with_token(_see(_page(RESET, door), language), token, door)


async def open_confirm_email(request: Request) -> Response:
    token, language = request.path_params["token"], split_language(request.url.path)[0]
    try:
        await run_in_threadpool(_look_at_email, token)
    except LinkDead:
        return _see(CONFIRM_EMAIL, language, "dead")
    return _with_token(_see(CONFIRM_EMAIL, language), token, Door.PORTAL)


def _look_at_email(token: str) -> None:
    with reading() as session:
        links.look(session, token, Door.PORTAL, LinkPurpose.CONFIRM_EMAIL)


def _page(path: str, door: Door) -> str:
    return path if door is Door.PORTAL else at_lms(path)


def _see(page: str, language: str, notice: str = "") -> Response:
    return RedirectResponse(page_address(page, language, notice), 303, NO_REFERRER)


def _with_token(response: Response, token: str, door: Door) -> Response:
    set_token(response, link_cookie_name(door), token, links.LIFE)
    return response


def _in_all_languages(path: str) -> list[str]:
    return [in_language(f"{path}/{{token}}", language) for language in LANGUAGES]


ROUTES = [
    *(
        Route(path, open_reset)
        for path in (*_in_all_languages(RESET), at_lms(f"{RESET}/{{token}}"))
    ),
    *(Route(path, open_confirm_email) for path in _in_all_languages(CONFIRM_EMAIL)),
]
