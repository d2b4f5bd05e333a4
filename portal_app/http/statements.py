"""Statements of lines of credit as PDFs, and the sample to try."""

from starlette.requests import Request
from starlette.routing import BaseRoute

from portal_app.http.downloads import Download, agents_file_route, file_route
from portal_app.routes import LMS_STATEMENT_PDF, STATEMENT_PDF
from services.database import reading, unit_of_work
from services.language import _, current_language
from services.lms_accounts.lists import any_statement, record_statement_seen
from services.pdf import render
from services.statements.paper import StatementPaper, statement_paper
from services.statements.reading import line_for, statement_for
from services.statements.sample import sample_letter, sample_pdf
from services.subject import AgentSubject, Subject

SAMPLE = "sample"


def _statement(subject: Subject, request: Request) -> Download:
    number, closed_on = request.path_params["number"], request.path_params["closed_on"]
    if closed_on == SAMPLE:
        with reading() as session:
            line_for(session, subject, number)
            letter = sample_letter(session)
        return Download(f"{_('Sample')}.pdf", "application/pdf", sample_pdf(letter))
    with reading() as session:
        paper = statement_paper(statement_for(session, subject, number, closed_on))
    return _file(paper, number, closed_on)


def _for_agent(agent: AgentSubject, request: Request) -> Download:
    number, closed_on = request.path_params["number"], request.path_params["closed_on"]
    with reading() as session:
        statement = any_statement(session, agent, number, closed_on)
        paper = statement_paper(statement)
    with unit_of_work() as session:
        record_statement_seen(session, agent, statement)
    return _file(paper, number, closed_on)


def _file(paper: StatementPaper, number: str, closed_on: str) -> Download:
    content = render("statement", paper, current_language())
    name = _("Statement {number} {day}").format(number=number, day=closed_on)
    return Download(f"{name}.pdf", "application/pdf", content)


ROUTES: list[BaseRoute] = [
    *file_route(STATEMENT_PDF, _statement),
    *agents_file_route(LMS_STATEMENT_PDF, _for_agent),
]
