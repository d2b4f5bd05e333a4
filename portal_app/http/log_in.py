"""`POST /session/log-in`: a native form, answered with 303 and the cookie."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.addresses import client_address
from portal_app.http.cookies import set_session
from portal_app.http.posts import Refused, language_of, login_address, own_form, own_path
from portal_app.routes import ACCOUNTS, SESSION_LOG_IN, in_language
from services import sessions
from services.database import unit_of_work
from services.errors import Busy, TooManyAttempts
from services.logins import SecondStepRequired, WrongLogin, log_in


async def post_log_in(request: Request) -> Response:
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    language = language_of(form)
    try:
        token, login = await run_in_threadpool(
            log_in,
            form.get("email", ""),
            form.get("password", ""),
            client_address(request),
            request.headers.get("user-agent", ""),
        )
    except WrongLogin:
        return RedirectResponse(login_address(language, "wrong"), 303)
    except (TooManyAttempts, Busy):
        return RedirectResponse(login_address(language, "locked"), 303)
    except SecondStepRequired:
        return RedirectResponse(login_address(language, "second-step"), 303)
    await run_in_threadpool(_end_previous, request.headers.get("cookie", ""))
    home = f"{in_language(ACCOUNTS, login.language or language)}/"
    response = RedirectResponse(own_path(form.get("next", "")) or home, 303)
    set_session(response, token)
    return response


def _end_previous(cookies: str) -> None:
    """The session that the new one replaces in this browser."""
    with unit_of_work() as session:
        sessions.end(session, sessions.token_in_cookies(cookies))


ROUTES = [Route(SESSION_LOG_IN, post_log_in, methods=["POST"])]
