"""How long the session behind a page still lasts, and *Stay*: asked by `assets/js/session.js`."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal_app.http.posts import is_same_origin
from portal_app.http.visits import door_at
from portal_app.routes import SESSION_LEFT, SESSION_STAY, at_lms
from services import sessions
from services.database import reading, unit_of_work
from services.doors import Door

_NO_STORE = {"Cache-Control": "no-store"}


async def get_left(request: Request) -> Response:
    """`{"left": seconds, "can_stay": bool}`; 0 when it is over. Asking is no use of the session."""
    left = await run_in_threadpool(_left, request.headers.get("cookie", ""), door_at(request))
    return _told(left)


async def post_stay(request: Request) -> Response:
    """The same, after noting that somebody is there."""
    if not is_same_origin(request):
        return Response(status_code=403)
    left = await run_in_threadpool(_stay, request.headers.get("cookie", ""), door_at(request))
    return _told(left)


def _left(cookies: str, door: Door) -> sessions.Left:
    with reading() as session:
        return sessions.left(session, _token(cookies, door), door)


def _stay(cookies: str, door: Door) -> sessions.Left:
    with unit_of_work() as session:
        sessions.stay(session, _token(cookies, door), door)
        return sessions.left(session, _token(cookies, door), door)


def _token(cookies: str, door: Door) -> str:
    return sessions.token_in_cookies(cookies, sessions.cookie_name(door))


def _told(left: sessions.Left) -> Response:
    return JSONResponse({"left": left.seconds, "can_stay": left.can_stay}, headers=_NO_STORE)


ROUTES = [
    *(Route(path, get_left, methods=["GET"]) for path in (SESSION_LEFT, at_lms(SESSION_LEFT))),
    *(Route(path, post_stay, methods=["POST"]) for path in (SESSION_STAY, at_lms(SESSION_STAY))),
]
