"""`GET /lms/audit/export.csv`: the log, or what a search of it found, as it is read."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from portal_app.http.agents import agent_behind
from portal_app.http.posts import login_address
from portal_app.routes import LMS_AUDIT_CSV
from services.audit import record_refusal
from services.audit.filters import AuditFilter
from services.audit.queries import as_filter
from services.audit.search import export, record_export
from services.database import unit_of_work
from services.doors import Door
from services.errors import Busy, InvalidInput, NotAllowed
from services.subject import AgentSubject


async def get_export(request: Request) -> Response:
    """A link of another site cannot take it: what is exported is in the log."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return Response(status_code=403)
    agent = await run_in_threadpool(agent_behind, request)
    if agent is None:
        return RedirectResponse(login_address("en", "ended", Door.LMS), 303)
    try:
        wanted = as_filter(request.query_params)
        await run_in_threadpool(_record, agent, wanted)
    except InvalidInput as error:
        return PlainTextResponse(f"This search cannot be used: {error.field}.\n", 400)
    except NotAllowed:
        await run_in_threadpool(record_refusal, agent, "lms:audit:refused", "export")
        return PlainTextResponse("Your role does not allow this.\n", 403)
    except Busy:
        return PlainTextResponse("Please try again in a moment.\n", 503)
    headers = {
        "Content-Disposition": 'attachment; filename="audit-log.csv"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(export(agent, wanted), media_type="text/csv", headers=headers)


def _record(agent: AgentSubject, wanted: AuditFilter) -> None:
    with unit_of_work() as session:
        record_export(session, agent, wanted)


ROUTES = [Route(LMS_AUDIT_CSV, get_export, methods=["GET"])]
