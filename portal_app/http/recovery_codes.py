"""Recovery codes as a file, and *I have saved them*; for both front doors."""

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.posts import Refused, language_of, login_address, own_form, page_address
from portal_app.http.visits import door_at, forget_next, next_path
from portal_app.routes import (
    ACCOUNTS,
    LMS_CUSTOMERS,
    SESSION_CODES,
    SESSION_CODES_SAVED,
    at_lms,
)
from services.database import reading, unit_of_work
from services.doors import Door
from services.second_steps.saving import Owner, codes_are_saved, codes_as_text
from services.sessions import agent_for, cookie_name, subject_for, token_in_cookies


async def get_codes(request: Request) -> Response:
    cookies = request.headers.get("cookie", "")
    text = await run_in_threadpool(_text, cookies, door_at(request))
    if not text:
        return Response(status_code=404)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="recovery-codes.txt"',
    }
    return PlainTextResponse(text, headers=headers)


async def post_saved(request: Request) -> Response:
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    language, door = language_of(form), door_at(request)
    if not await run_in_threadpool(_save, request.headers.get("cookie", ""), door):
        return RedirectResponse(login_address(language, "ended", door), 303)
    home = page_address(ACCOUNTS, language) if door is Door.PORTAL else f"{LMS_CUSTOMERS}/"
    response = RedirectResponse(next_path(request, form) or home, 303)
    forget_next(response)
    return response


def _text(cookies: str, door: Door) -> str:
    with reading() as session:
        owner = _owner(session, cookies, door)
        return codes_as_text(session, owner) if owner else ""


def _save(cookies: str, door: Door) -> bool:
    with unit_of_work() as session:
        owner = _owner(session, cookies, door)
        if owner is not None:
            codes_are_saved(session, owner)
        return owner is not None


def _owner(session: Session, cookies: str, door: Door) -> Owner | None:
    token = token_in_cookies(cookies, cookie_name(door))
    return (agent_for if door is Door.LMS else subject_for)(session, token)


ROUTES = [
    route
    for codes, saved in (
        (SESSION_CODES, SESSION_CODES_SAVED),
        (at_lms(SESSION_CODES), at_lms(SESSION_CODES_SAVED)),
    )
    for route in (
        Route(codes, get_codes, methods=["GET"]),
        Route(saved, post_saved, methods=["POST"]),
    )
]
