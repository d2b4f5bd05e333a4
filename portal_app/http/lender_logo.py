"""`POST /lms/settings/logo`: a native form with a picture, answered with 303."""

from collections.abc import AsyncGenerator

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app.http.agents import agent_behind
from portal_app.http.posts import Refused, is_same_origin, login_address, page_address
from portal_app.routes import LMS_SETTINGS, LMS_SETTINGS_LOGO
from services.audit import record_refusal
from services.database import unit_of_work
from services.doors import Door
from services.errors import Busy, InvalidInput, NotAllowed
from services.lender_settings.changing import change_logo
from services.lender_settings.logos import MOST_BYTES
from services.subject import AgentSubject

_ROOM_FOR_FORM = 4_096


async def post_logo(request: Request) -> Response:
    agent = await run_in_threadpool(agent_behind, request)
    if agent is None:
        return RedirectResponse(login_address("en", "ended", Door.LMS), 303)
    try:
        picture = await _picture(request)
    except Refused as refused:
        if refused.status == 413:
            return _back("logo-too-big")
        return Response(status_code=refused.status)
    return _back(await run_in_threadpool(_change, agent, picture))


def _change(agent: AgentSubject, picture: bytes | None) -> str:
    """The notice that says what came of it."""
    try:
        with unit_of_work() as session:
            change_logo(session, agent, picture)
    except InvalidInput as error:
        return f"logo-{error.problem.replace('_', '-')}"
    except NotAllowed:
        record_refusal(agent, "lms:settings:refused", "logo")
        return "not-allowed"
    except Busy:
        return "busy"
    return "logo-saved"


async def _picture(request: Request) -> bytes | None:
    """The file as it came; None: back to the initial. Raises `Refused`, early when too big."""
    if not is_same_origin(request):
        raise Refused(403)
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Refused(415)
    parser = MultiPartParser(request.headers, _at_most(request), max_files=1, max_fields=4)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise Refused(400) from error
    try:
        file = form.get("logo")
        if form.get("remove") == "yes":
            return None
        return await file.read() if isinstance(file, UploadFile) else b""
    finally:
        await form.close()


async def _at_most(request: Request) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MOST_BYTES + _ROOM_FOR_FORM:
            raise Refused(413)
        yield chunk


def _back(notice: str) -> Response:
    return RedirectResponse(page_address(LMS_SETTINGS, "en", notice), 303)


ROUTES = [Route(LMS_SETTINGS_LOGO, post_logo, methods=["POST"])]
