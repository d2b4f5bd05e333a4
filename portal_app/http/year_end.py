"""`GET …/interest-summary.pdf?year=2026`: what was paid in a year, of one account or of all."""

from starlette.requests import Request

from portal_app.http.downloads import Download, file_route
from portal_app.routes import INTEREST_SUMMARY, INTEREST_SUMMARY_OF_ALL
from services.subject import Subject
from services.year_end.letters import account_summary, all_summary


def _of_account(subject: Subject, request: Request) -> Download:
    year = request.query_params.get("year", "")
    name, content = account_summary(subject, request.path_params["number"], year)
    return Download(name, "application/pdf", content)


def _of_all(subject: Subject, request: Request) -> Download:
    name, content = all_summary(subject, request.query_params.get("year", ""))
    return Download(name, "application/pdf", content)


ROUTES = [
    *file_route(INTEREST_SUMMARY_OF_ALL, _of_all),
    *file_route(INTEREST_SUMMARY, _of_account),
]
"""`/accounts/interest-summary.pdf` before one whose number could be anything."""
