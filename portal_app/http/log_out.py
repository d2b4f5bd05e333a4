"""`POST /session/log-out` and its twin: ends the session, clears what the browser kept."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.cookies import forget_session
from portal_app.http.posts import Refused, language_of, login_address, own_form
from portal_app.http.visits import door_at
from portal_app.routes import SESSION_LOG_OUT, at_lms
from services import sessions
from services.database import unit_of_work
from services.doors import Door


async def post_log_out(request: Request) -> Response:
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    door = door_at(request)
    await run_in_threadpool(_end, request.headers.get("cookie", ""), door)
    response = RedirectResponse(login_address(language_of(form), door=door), 303)
    # not "cookies": that would forget trusted devices
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    forget_session(response, door)
    return response


def _end(cookies: str, door: Door) -> None:
    with unit_of_work() as session:
        sessions.end(session, sessions.token_in_cookies(cookies, sessions.cookie_name(door)))


ROUTES = [
    Route(path, post_log_out, methods=["POST"])
    for path in (SESSION_LOG_OUT, at_lms(SESSION_LOG_OUT))
]
