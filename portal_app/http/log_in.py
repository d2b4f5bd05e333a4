"""`POST /session/log-in`, and the agents' twin: a native form, answered with 303 and a cookie."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.cookies import set_session, set_token
from portal_app.http.posts import Refused, login_address, own_form, page_address
from portal_app.http.visits import door_at, forget_next, visit_of
from portal_app.routes import (
    ACCOUNTS,
    LMS_CUSTOMERS,
    LMS_RECOVERY_CODES,
    LOGIN_PHONE,
    LOGIN_SET_UP,
    LOGIN_VERIFY,
    RECOVERY_CODES,
    SESSION_LOG_IN,
    at_lms,
    in_language,
    split_language,
)
from services import sessions
from services.database import unit_of_work
from services.doors import Door
from services.errors import Busy, TooManyAttempts
from services.language import use_language
from services.logins import Entered, StepNeeded, WrongLogin, browsers, log_in
from services.logins.pending import LIFE
from services.second_steps import devices
from services.second_steps.words import Method
from services.sessions import (
    browser_cookie_name,
    cookie_name,
    device_cookie_name,
    pending_cookie_name,
)
from state.run import in_pool

LOG_INS = 8
"""At once, in this process. They wait for a hash each: in threads that no other request needs, and
with far fewer connections than the database's pool has.
"""

_pool = ThreadPoolExecutor(LOG_INS, thread_name_prefix="log-in")


async def post_log_in(request: Request) -> Response:
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    door, visit = door_at(request), visit_of(request, form)
    try:
        with use_language(visit.language):
            email, password = form.get("email", ""), form.get("password", "")
            done = await in_pool(_pool, log_in, email, password, visit, door)
    except WrongLogin:
        return RedirectResponse(login_address(visit.language, "wrong", door), 303)
    except TooManyAttempts as locked:
        address = login_address(visit.language, "locked", door, locked.until)
        return RedirectResponse(address, 303)
    except Busy:
        return RedirectResponse(login_address(visit.language, "busy", door), 303)
    return await answer(request, done, visit.language)


async def answer(request: Request, done: Entered | StepNeeded, language: str) -> Response:
    """Where a right password, code or passkey leads, with the cookie that goes with it."""
    door = door_at(request)
    if isinstance(done, StepNeeded):
        response = RedirectResponse(step_address(done, language, door), 303)
        set_token(response, pending_cookie_name(door), done.token, LIFE)
        return response
    await run_in_threadpool(_end_previous, request.headers.get("cookie", ""), door)
    response = RedirectResponse(_home(done, done.language or language, door), 303)
    set_session(response, done.token, door)
    set_token(response, browser_cookie_name(door), done.browser, browsers.LIFE)
    if done.device:
        set_token(response, device_cookie_name(door), done.device, devices.LIFE)
    forget_next(response)
    return response


def step_address(step: StepNeeded, language: str, door: Door) -> str:
    """The page of the second step; its fragment says which one, before any script runs."""
    set_up = LOGIN_PHONE if step.set_up is Method.SMS else LOGIN_SET_UP
    page = set_up if step.set_up and not step.method else LOGIN_VERIFY
    notice = (step.method or step.set_up or "ask-lender") if step.sent else "not-sent"
    return page_address(page if door is Door.PORTAL else at_lms(page), language, notice)


def _home(done: Entered, language: str, door: Door) -> str:
    if door is Door.LMS:
        codes = f"{LMS_RECOVERY_CODES}/" if done.has_codes_to_save else ""
        return codes or done.next_path or f"{LMS_CUSTOMERS}/"
    if done.has_codes_to_save:
        return f"{in_language(RECOVERY_CODES, language)}/"
    return _in_saved(done) or f"{in_language(ACCOUNTS, language)}/"


def _in_saved(done: Entered) -> str:
    """Where the borrower was going, in the language that is saved with the login."""
    if not done.language or not done.next_path:
        return done.next_path
    path, mark, tail = done.next_path.partition("?")
    bare = split_language(path)[1]
    return f"{in_language(bare, done.language).rstrip('/')}/{mark}{tail}"


def _end_previous(cookies: str, door: Door) -> None:
    """The session that the new one replaces in this browser; it ends by itself when it is idle."""
    with suppress(Busy), unit_of_work() as session:
        sessions.end(session, sessions.token_in_cookies(cookies, cookie_name(door)))


ROUTES = [
    Route(path, post_log_in, methods=["POST"]) for path in (SESSION_LOG_IN, at_lms(SESSION_LOG_IN))
]
