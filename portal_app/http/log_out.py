"""`POST /session/log-out`: ends the session and clears what the browser kept."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.cookies import forget_session
from portal_app.http.posts import Refused, language_of, login_address, own_form
from portal_app.routes import SESSION_LOG_OUT
from services import sessions
from services.database import unit_of_work


async def post_log_out(request: Request) -> Response:
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    await run_in_threadpool(_end, request.headers.get("cookie", ""))
    response = RedirectResponse(login_address(language_of(form)), 303)
    # not "cookies": that would forget trusted devices
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    forget_session(response)
    return response


def _end(cookies: str) -> None:
    with unit_of_work() as session:
        sessions.end(session, sessions.token_in_cookies(cookies))


ROUTES = [Route(SESSION_LOG_OUT, post_log_out, methods=["POST"])]
