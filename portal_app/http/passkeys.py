"""Posts of the passkeys' scripts: options and answers as JSON, but the log-in itself.

That is a native form, as every post that opens a session: answered with 303 and a cookie.
"""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.addresses import client_address
from portal_app.http.buckets import Buckets
from portal_app.http.cookies import set_token
from portal_app.http.json_posts import as_json, json_post
from portal_app.http.log_in import answer
from portal_app.http.posts import Refused, login_address, own_form, own_json, parsed_json
from portal_app.http.visits import visit_of
from portal_app.routes import (
    SESSION_PASSKEY_ADD,
    SESSION_PASSKEY_ADD_OPTIONS,
    SESSION_PASSKEY_LOG_IN,
    SESSION_PASSKEY_OPTIONS,
    SESSION_PROOF_PASSKEY_OPTIONS,
)
from services import passkeys
from services.database import reading, unit_of_work
from services.errors import Busy, TooManyAttempts
from services.logins import Visit
from services.passkeys import PasskeyRefused, PasskeysNotOffered
from services.passkeys.challenges import LIFE
from services.sealing import TOKEN_LENGTH, new_token
from services.sessions import passkey_cookie_name
from services.subject import Subject

_buckets = Buckets(per_second=1.0, burst=60.0)
"""By address; they cost no write, so that memory is enough."""


async def post_options(request: Request) -> Response:
    """A challenge for this browser, whoever it is: it names no login and no passkey."""
    try:
        await _own_json(request)
    except Refused as refused:
        return as_json({}, refused.status)
    known = request.cookies.get(passkey_cookie_name(), "")
    browser = known if len(known) == TOKEN_LENGTH else new_token()
    try:
        options = await run_in_threadpool(passkeys.options_to_log_in, browser)
    except PasskeysNotOffered:
        return as_json({}, 404)
    except Busy:
        return as_json({}, 503)
    response = as_json(options)
    set_token(response, passkey_cookie_name(), browser, 2 * LIFE)
    return response


async def post_log_in(request: Request) -> Response:
    try:
        form = await own_form(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    visit = visit_of(request, form)
    browser = request.cookies.get(passkey_cookie_name(), "")
    credential = parsed_json(form.get("credential", ""))
    try:
        done = await run_in_threadpool(passkeys.log_in, credential, browser, visit)
    except (PasskeyRefused, PasskeysNotOffered):
        return RedirectResponse(login_address(visit.language, "passkey"), 303)
    except TooManyAttempts as locked:
        address = login_address(visit.language, "locked", until=locked.until)
        return RedirectResponse(address, 303)
    except Busy:
        return RedirectResponse(login_address(visit.language, "busy"), 303)
    return await answer(request, done, visit.language)


def _options_to_add(subject: Subject, body: dict[str, Any], _visit: Visit) -> dict[str, Any]:
    with unit_of_work() as session:
        return passkeys.options_to_add(session, subject, body.get("name"))


def _options_to_prove(subject: Subject, _body: dict[str, Any], _visit: Visit) -> dict[str, Any]:
    with reading() as session:
        return passkeys.options_to_prove(session, subject)


def _add(subject: Subject, body: dict[str, Any], _visit: Visit) -> dict[str, Any]:
    passkeys.add(subject, body.get("name"), body.get("credential"))
    return {}


async def _own_json(request: Request) -> dict[str, Any]:
    """Raises `Refused`, with 429 for too many from one address."""
    if not _buckets.take(client_address(request)):
        raise Refused(429)
    return await own_json(request)


ROUTES = [
    Route(SESSION_PASSKEY_OPTIONS, post_options, methods=["POST"]),
    Route(SESSION_PASSKEY_LOG_IN, post_log_in, methods=["POST"]),
    *[
        Route(path, json_post(flow, read=_own_json), methods=["POST"])
        for path, flow in (
            (SESSION_PROOF_PASSKEY_OPTIONS, _options_to_prove),
            (SESSION_PASSKEY_ADD_OPTIONS, _options_to_add),
            (SESSION_PASSKEY_ADD, _add),
        )
    ],
]
