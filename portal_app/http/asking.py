"""`POST /session/forgot`, `/session/sign-up`: one answer, after the same work, whoever asks."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.posts import Refused, own_form, page_address
from portal_app.http.visits import door_at, visit_of
from portal_app.routes import FORGOT, SESSION_FORGOT, SESSION_SIGN_UP, SIGN_UP, at_lms
from services.doors import Door
from services.errors import Busy, TooManyAttempts
from services.links.asking import AskedFor, ask

_ASKED = {
    SESSION_FORGOT: (AskedFor.FORGOT, FORGOT),
    SESSION_SIGN_UP: (AskedFor.SIGN_UP, SIGN_UP),
    at_lms(SESSION_FORGOT): (AskedFor.FORGOT, at_lms(FORGOT)),
}


async def post_ask(request: Request) -> Response:
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    asked_for, page = _ASKED[request.url.path]
    door, visit = door_at(request), visit_of(request, form)
    notice = "sent"
    try:
        await run_in_threadpool(ask, form.get("email", ""), asked_for, visit, door)
    except TooManyAttempts:
        notice = "locked"
    except Busy:
        notice = "busy"
    language = visit.language if door is Door.PORTAL else "en"
    return RedirectResponse(page_address(page, language, notice), 303)


ROUTES = [Route(path, post_ask, methods=["POST"]) for path in _ASKED]
