"""Recovery codes as a file, and *I have saved them*."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.posts import Refused, language_of, login_address, own_form, page_address
from portal_app.http.visits import forget_next, next_path
from portal_app.routes import ACCOUNTS, SESSION_CODES, SESSION_CODES_SAVED
from services.database import reading, unit_of_work
from services.second_steps.saving import codes_are_saved, codes_as_text
from services.sessions import subject_for, token_in_cookies


async def get_codes(request: Request) -> Response:
    text = await run_in_threadpool(_text, request.headers.get("cookie", ""))
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
    language = language_of(form)
    if not await run_in_threadpool(_save, request.headers.get("cookie", "")):
        return RedirectResponse(login_address(language, "ended"), 303)
    after = next_path(request, form) or page_address(ACCOUNTS, language)
    response = RedirectResponse(after, 303)
    forget_next(response)
    return response


def _text(cookies: str) -> str:
    with reading() as session:
        subject = subject_for(session, token_in_cookies(cookies))
        return codes_as_text(session, subject) if subject else ""


def _save(cookies: str) -> bool:
    with unit_of_work() as session:
        subject = subject_for(session, token_in_cookies(cookies))
        if subject is not None:
            codes_are_saved(session, subject)
        return subject is not None


ROUTES = [
    Route(SESSION_CODES, get_codes, methods=["GET"]),
    Route(SESSION_CODES_SAVED, post_saved, methods=["POST"]),
]
