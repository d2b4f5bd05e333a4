"""`GET /lms/paper/<letters>.pdf`: what is printed and mailed, to one reader or to several."""

from starlette.requests import Request

from portal_app.http.downloads import Download, agents_file_route
from portal_app.routes import LMS_PAPER_PDF
from services.paper.printing import for_agent
from services.subject import AgentSubject


def _letter(agent: AgentSubject, request: Request) -> Download:
    name, pieces = for_agent(agent, request.path_params["letter"])
    return Download(name, "application/pdf", pieces)


ROUTES = agents_file_route(LMS_PAPER_PDF, _letter)
