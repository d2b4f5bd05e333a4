"""`POST /session/set-password` with the link's cookie; and what a meter asks while one types."""

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.addresses import client_address
from portal_app.http.buckets import Buckets
from portal_app.http.cookies import forget
from portal_app.http.log_in import answer
from portal_app.http.posts import Refused, own_form, page_address
from portal_app.http.visits import door_at, visit_of
from portal_app.routes import (
    FORGOT,
    RESET,
    SESSION_JUDGE_PASSWORD,
    SESSION_SET_PASSWORD,
    at_lms,
    split_language,
)
from services.doors import Door
from services.errors import Busy, NotLoggedIn
from services.links import LinkDead
from services.logins import reset
from services.logins.password_rules import Judgement, Rules, WeakPassword, judged_in_session
from services.logins.reset import AskLender
from services.sessions import cookie_name, link_cookie_name, token_in_cookies

_TOO_LARGE = 413
_judging = Buckets(per_second=2.0, burst=20.0)
"""By address: a judgement costs milliseconds."""


async def post_set_password(request: Request) -> Response:
    """On success what log-in answers: a session, or the second step."""
    door = door_at(request)
    try:
        form = await own_form(request)
    except Refused as refused:
        if refused.status == _TOO_LARGE:  # a password of thousands of characters
            return _see(RESET, _language_of_page(request), "long", door)
        return Response(status_code=refused.status)
    visit, token = visit_of(request, form), request.cookies.get(link_cookie_name(door), "")
    language = visit.language
    try:
        done = await run_in_threadpool(
            reset.set_password, token, form.get("password", ""), visit, door
        )
    except WeakPassword as weak:
        return _see(RESET, language, weak.notice, door)
    except LinkDead:
        return _see(FORGOT, language, "dead", door)
    except AskLender:
        return _see(FORGOT, language, "call", door)
    except Busy:
        return _see(RESET, language, "busy", door)
    response = await answer(request, done, language)
    forget(response, link_cookie_name(door))
    return response


async def post_judge_password(request: Request) -> Response:
    """`{"problem", "shortest", "strength"}` by the rules of the link's login, else the session's.

    Nothing of it is kept. 403 without either.
    """
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    if not _judging.take(client_address(request)):
        return Response(status_code=429)
    try:
        judgement, rules = await run_in_threadpool(
            _judged, request.headers.get("cookie", ""), form.get("password", ""), door_at(request)
        )
    except (LinkDead, AskLender, NotLoggedIn):
        return Response(status_code=403)
    except Busy:
        return Response(status_code=503)
    found = {
        "problem": judgement.problem or "",
        "shortest": rules.shortest,
        "strength": judgement.strength,
    }
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


def _judged(cookies: str, password: str, door: Door) -> tuple[Judgement, Rules]:
    link = token_in_cookies(cookies, link_cookie_name(door))
    if link:
        return reset.judged(link, password, door)
    return judged_in_session(token_in_cookies(cookies, cookie_name(door)), password, door)


def _see(page: str, language: str, notice: str, door: Door) -> Response:
    path = page if door is Door.PORTAL else at_lms(page)
    spoken = language if door is Door.PORTAL else "en"
    return RedirectResponse(page_address(path, spoken, notice), 303)


def _language_of_page(request: Request) -> str:
    """Of the form that was posted, when it was too large to be read."""
    return split_language(urlsplit(request.headers.get("referer", "")).path)[0]


ROUTES = [
    Route(path, endpoint, methods=["POST"])
    for name, endpoint in (
        (SESSION_SET_PASSWORD, post_set_password),
        (SESSION_JUDGE_PASSWORD, post_judge_password),
    )
    for path in (name, at_lms(name))
]
