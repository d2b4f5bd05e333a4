"""`POST /session/confirm-email`: the button of the page that a link to a new address opens."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.cookies import forget
from portal_app.http.posts import Refused, own_form, page_address
from portal_app.http.visits import visit_of
from portal_app.routes import CONFIRM_EMAIL, LOGIN, PROFILE, SESSION_CONFIRM_EMAIL
from services.errors import Busy
from services.links import LinkDead
from services.profile import email
from services.sessions import link_cookie_name, token_in_cookies, who_is


async def post_confirm_email(request: Request) -> Response:
    """Not by opening the link: programs that look at mails open them too."""
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    visit, token = visit_of(request, form), request.cookies.get(link_cookie_name(), "")
    try:
        await run_in_threadpool(email.confirm, token, visit)
    except LinkDead:
        return RedirectResponse(page_address(CONFIRM_EMAIL, visit.language, "dead"), 303)
    except Busy:
        return RedirectResponse(page_address(CONFIRM_EMAIL, visit.language, "busy"), 303)
    session = token_in_cookies(request.headers.get("cookie", ""))
    is_in = session and await run_in_threadpool(who_is, session)
    page = page_address(PROFILE if is_in else LOGIN, visit.language)
    response = RedirectResponse(f"{page}{'?done=email' if is_in else '#email-changed'}", 303)
    forget(response, link_cookie_name())
    return response


ROUTES = [Route(SESSION_CONFIRM_EMAIL, post_confirm_email, methods=["POST"])]
