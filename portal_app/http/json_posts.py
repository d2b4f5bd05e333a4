"""What the scripts of our own pages post as JSON, and how a refusal is answered."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal_app.http.posts import Refused, language_of, own_json
from portal_app.http.visits import visit_of
from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.logins import Visit
from services.profile.errors import ProofNeeded
from services.sessions import token_in_cookies, who_is
from services.subject import Subject

Flow = Callable[[Subject, dict[str, Any], Visit], dict[str, Any]]
Read = Callable[[Request], Awaitable[dict[str, Any]]]


def json_post(
    flow: Flow, say: Callable[[PortalError], str] = words, read: Read = own_json
) -> Callable[[Request], Any]:
    """`flow` for the session's borrower; `say` words what it refuses in the page's language.

    403 with `proof` asks for fresh proof first, 401 is no session. `read` raises `Refused`.
    """

    def run(cookies: str, body: dict[str, Any], visit: Visit) -> dict[str, Any]:
        subject = who_is(token_in_cookies(cookies))
        if subject is None:
            raise NotLoggedIn()
        return flow(subject, body, visit)

    async def endpoint(request: Request) -> Response:
        try:
            body = await read(request)
        except Refused as refused:
            return as_json({}, refused.status)
        cookies, visit = request.headers.get("cookie", ""), visit_of(request, {})
        with use_language(language_of(body)):
            try:
                done = await run_in_threadpool(run, cookies, body, visit)
            except NotLoggedIn as error:
                return as_json({"problem": words(error)}, 401)
            except ProofNeeded as error:
                return as_json({"problem": words(error), "proof": True}, 403)
            except PortalError as error:
                return as_json({"problem": say(error)}, 422)
        return as_json(done)

    return endpoint


def as_json(content: dict[str, Any], status: int = 200) -> Response:
    return JSONResponse(content, status, {"Cache-Control": "no-store"})
