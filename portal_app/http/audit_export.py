"""`GET /lms/audit/export.csv`: the log, or what a search of it found, as it is read."""

from collections.abc import Iterator

from starlette.requests import Request

from portal_app.http.downloads import Download, agents_file_route
from portal_app.routes import LMS_AUDIT_CSV
from services.audit import record_refusal
from services.audit.filters import AuditFilter
from services.audit.queries import as_filter
from services.audit.search import export, record_export
from services.database import unit_of_work
from services.errors import NotAllowed
from services.subject import AgentSubject


def audit_log(agent: AgentSubject, request: Request) -> Download:
    """A link of another site cannot take it: what is exported is in the log."""
    return Download("audit-log.csv", "text/csv", _pieces(agent, as_filter(request.query_params)))


def _pieces(agent: AgentSubject, wanted: AuditFilter) -> Iterator[str]:
    try:
        with unit_of_work() as session:
            record_export(session, agent, wanted)
    except NotAllowed:
        record_refusal(agent, "lms:audit:refused", "export")
        raise
    yield from export(agent, wanted)


ROUTES = agents_file_route(LMS_AUDIT_CSV, audit_log)
