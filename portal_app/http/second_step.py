"""Posts between password and session: verify, send again, another way, set up (ADR 0005)."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from itertools import groupby

import qrcode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.log_in import answer
from portal_app.http.posts import Refused, login_address, own_form, page_address
from portal_app.http.visits import door_at, visit_of
from portal_app.routes import (
    LOGIN_PHONE,
    LOGIN_SET_UP,
    LOGIN_VERIFY,
    SESSION_ADD_PHONE,
    SESSION_ANOTHER_WAY,
    SESSION_QR,
    SESSION_SEND_AGAIN,
    SESSION_SET_UP,
    SESSION_VERIFY,
    at_lms,
)
from services.doors import Door
from services.errors import Busy, InvalidInput, NotLoggedIn, TooManyAttempts
from services.language import use_language
from services.logins import Visit
from services.second_steps import choices, flows
from services.second_steps.errors import ClockIsOff, SecondStepDisabled, TooSoon, WrongCode
from services.second_steps.set_up import set_up_address
from services.sessions import pending_cookie_name

_NOTICES: dict[type[Exception], str] = {
    WrongCode: "wrong",
    ClockIsOff: "clock",
    SecondStepDisabled: "disabled",
    TooSoon: "too-soon",
    InvalidInput: "phone-wrong",
    Busy: "busy",
}

Step = Callable[[Request, dict[str, str], Visit, Door, str], Awaitable[Response]]


def _post(page: str, step: Step) -> Callable[[Request], Awaitable[Response]]:
    """A form of `page`; a failure leads back to it, with the notice that says why."""

    async def endpoint(request: Request) -> Response:
        try:
            form = await own_form(request)
        except Refused as refused:
            return Response(status_code=refused.status)
        visit, door = visit_of(request, form), door_at(request)
        token = request.cookies.get(pending_cookie_name(door), "")
        try:
            with use_language(visit.language):
                return await step(request, form, visit, door, token)
        except NotLoggedIn:
            return RedirectResponse(login_address(visit.language, "ended", door), 303)
        except TooManyAttempts as locked:
            return _see(page, visit.language, "locked", door, locked.until)
        except tuple(_NOTICES) as problem:
            return _see(page, visit.language, _NOTICES[type(problem)], door)

    return endpoint


def _see(
    page: str, language: str, notice: str, door: Door, until: datetime | None = None
) -> Response:
    path = page if door is Door.PORTAL else at_lms(page)
    return RedirectResponse(page_address(path, language, notice, until), 303)


async def _verify(
    request: Request, form: dict[str, str], visit: Visit, door: Door, token: str
) -> Response:
    trust = form.get("trust") == "yes"
    done = await run_in_threadpool(flows.verify, token, form.get("code", ""), trust, visit, door)
    return await answer(request, done, visit.language)


async def _send_again(
    request: Request, form: dict[str, str], visit: Visit, door: Door, token: str
) -> Response:
    method = await run_in_threadpool(choices.send_again, token, door)
    return _see(
        LOGIN_VERIFY, visit.language, "sent" if method in choices.SENT else method or "", door
    )


async def _another_way(
    request: Request, form: dict[str, str], visit: Visit, door: Door, token: str
) -> Response:
    method = await run_in_threadpool(choices.another_way, token, form.get("method", ""), door)
    return _see(LOGIN_VERIFY, visit.language, method or "", door)


async def _set_up(
    request: Request, form: dict[str, str], visit: Visit, door: Door, token: str
) -> Response:
    done = await run_in_threadpool(flows.confirm_set_up, token, form.get("code", ""), visit, door)
    return await answer(request, done, visit.language)


async def _add_phone(
    request: Request, form: dict[str, str], visit: Visit, door: Door, token: str
) -> Response:
    await run_in_threadpool(choices.add_phone, token, form.get("phone", ""), door)
    return _see(LOGIN_VERIFY, visit.language, "sms", door)


async def get_qr(request: Request) -> Response:
    """The QR code of the authenticator that this browser is setting up; nobody else's."""
    door = door_at(request)
    token = request.cookies.get(pending_cookie_name(door), "")
    try:
        address = await run_in_threadpool(set_up_address, token, door)
    except NotLoggedIn:
        return Response(status_code=404)
    headers = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
    return Response(qr_svg(address), media_type="image/svg+xml", headers=headers)


def qr_svg(text: str) -> bytes:
    """On white also in the dark, with the quiet zone that scanners need (ISO/IEC 18004)."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    dots = code.get_matrix()
    lines = "".join(_dashes(row, y) for y, row in enumerate(dots))
    size = len(dots)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" d="{lines}"/></svg>'
    ).encode()


def _dashes(row: Sequence[bool], y: int) -> str:
    """The dark ones of a row as a path: a fifth of what squares would take."""
    runs = [(is_dark, len(list(same))) for is_dark, same in groupby(row)]
    return f"M0 {y}.5" + "".join(f"h{n}" if is_dark else f"m{n} 0" for is_dark, n in runs)


_POSTS: dict[str, tuple[str, Step]] = {
    SESSION_VERIFY: (LOGIN_VERIFY, _verify),
    SESSION_SEND_AGAIN: (LOGIN_VERIFY, _send_again),
    SESSION_ANOTHER_WAY: (LOGIN_VERIFY, _another_way),
    SESSION_SET_UP: (LOGIN_SET_UP, _set_up),
    SESSION_ADD_PHONE: (LOGIN_PHONE, _add_phone),
}

ROUTES = [
    route
    for path, (page, step) in _POSTS.items()
    for route in (
        Route(path, _post(page, step), methods=["POST"]),
        Route(at_lms(path), _post(page, step), methods=["POST"]),
    )
] + [Route(path, get_qr, methods=["GET"]) for path in (SESSION_QR, at_lms(SESSION_QR))]
