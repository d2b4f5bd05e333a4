"""Documents over HTTP: `POST /accounts/<number>/documents` takes one, `GET …/<key>` saves it,
`GET /documents/view/<number>/<key>` shows it inside the page.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from models.documents import DocumentSection
from portal_app.http.addresses import client_address
from portal_app.http.agents import agent_behind
from portal_app.http.buckets import Buckets
from portal_app.http.downloads import Download, agents_file_route, file_route
from portal_app.http.posts import Refused, is_same_origin
from portal_app.http.receiving import Slots, declared_size, drain, received
from portal_app.routes import (
    DOCUMENT,
    DOCUMENT_VIEW,
    DOCUMENTS,
    LANGUAGES,
    LMS_DOCUMENT,
    LMS_DOCUMENTS,
    in_language,
    split_language,
)
from services.documents import adding, sending
from services.documents.errors import (
    NoUpload,
    TooMuchToday,
    Unfit,
    UnfitFile,
    UploadsBusy,
    UploadTooSlow,
)
from services.documents.sending import Sent
from services.errors import Busy, NotAllowed, NotFound, NotLoggedIn, PortalError
from services.faults import Fault, noted
from services.language import use_language
from services.language.words import words
from services.sessions import token_in_cookies, who_is
from services.subject import AgentSubject, Subject

_slots = Slots()
_buckets = Buckets(per_second=1.0, burst=60.0)
"""By person: what is refused costs something too."""
_STATUS: dict[type[PortalError], int] = {
    NotLoggedIn: 401,
    NotAllowed: 403,
    NotFound: 404,
    TooMuchToday: 429,
    UploadsBusy: 429,
    UploadTooSlow: 408,
    Busy: 503,
    Fault: 500,
}
_OTHER_FAILURE = 422


async def post_document(request: Request) -> Response:
    """201 and its key; else the problem in words."""
    return await _posted(request, _take_from_borrower)


async def post_for_lender(request: Request) -> Response:
    """`?visible=yes` shows it to borrowers, `section` says where."""
    return await _posted(request, _take_from_agent)


async def _posted(request: Request, take) -> Response:
    if not is_same_origin(request):
        return Response(status_code=403)
    with use_language(split_language(request.url.path)[0]):
        try:
            return _json({"key": await take(request)}, 201)
        except ClientDisconnect:
            return Response(status_code=400)
        except Refused as refused:
            await drain(request)
            return _json({"problem": words(NoUpload())}, refused.status)
        except NotLoggedIn as error:
            return _json({"problem": words(error)}, 401)
        except PortalError as error:
            await drain(request)
            return _json({"problem": words(error)}, _status(error))
        except Exception as error:
            return _json({"problem": words(noted(error))}, 500)


def _status(error: PortalError) -> int:
    if isinstance(error, UnfitFile) and error.reason is Unfit.TOO_BIG:
        return 413
    return _STATUS.get(type(error), _OTHER_FAILURE)


async def _take_from_borrower(request: Request) -> str:
    subject = await run_in_threadpool(_borrower, request)
    number = request.path_params["number"]
    with _slots.one(_one_more(f"login:{subject.login_id}")):
        await run_in_threadpool(adding.may_add, subject, number, declared_size(request))
        async with received(request) as file:
            address = client_address(request)
            return await run_in_threadpool(
                adding.add, subject, number, file.file, file.filename, address
            )


async def _take_from_agent(request: Request) -> str:
    agent = await run_in_threadpool(agent_behind, request)
    if agent is None:
        raise NotLoggedIn
    section = request.query_params.get("section", "")
    known = DocumentSection(section) if section in list(DocumentSection) else DocumentSection.OTHER
    with _slots.one(_one_more(f"agent:{agent.login_id}")):
        declared_size(request)
        async with received(request) as file:
            return await run_in_threadpool(
                adding.add_for_lender,
                agent,
                request.path_params["number"],
                file.file,
                file.filename,
                known,
                visible=request.query_params.get("visible") == "yes",
            )


def _borrower(request: Request) -> Subject:
    subject = who_is(token_in_cookies(request.headers.get("cookie", "")))
    if subject is None:
        raise NotLoggedIn
    return subject


def _one_more(whose: str) -> str:
    """Raises `UploadsBusy` for too many in too short a time."""
    if not _buckets.take(whose):
        raise UploadsBusy
    return whose


def _json(content: dict[str, str], status: int) -> Response:
    return JSONResponse(content, status, {"Cache-Control": "no-store"})


def saved(subject: Subject, request: Request) -> Download:
    return _download(sending.for_borrower(subject, **request.path_params))


def viewed(subject: Subject, request: Request) -> Download:
    """Only what a browser shows safely; else it is saved."""
    found = sending.for_borrower(subject, **request.path_params)
    return _download(found, inline=found.can_be_viewed)


def saved_by_agent(agent: AgentSubject, request: Request) -> Download:
    return _download(sending.for_agent(agent, **request.path_params))


def _download(found: Sent, *, inline: bool = False) -> Download:
    return Download(found.name, found.media_type, found.pieces, inline, found.size)


ROUTES: list[BaseRoute] = [
    *(Route(in_language(DOCUMENTS, one), post_document, methods=["POST"]) for one in LANGUAGES),
    Route(LMS_DOCUMENTS, post_for_lender, methods=["POST"]),
]
FILES: list[BaseRoute] = [
    *file_route(DOCUMENT, saved),
    *file_route(DOCUMENT_VIEW, viewed),
    *agents_file_route(LMS_DOCUMENT, saved_by_agent),
]
