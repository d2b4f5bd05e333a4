"""`GET /accounts/<number>/payoff-quote.pdf?on=2026-12-01`: a payoff quote as a letter."""

from collections.abc import Iterator

from starlette.requests import Request

from portal_app.http.downloads import Download, file_route
from portal_app.routes import PAYOFF_LETTER
from services.payoff_quotes.taking import letter, letter_name
from services.subject import Subject


def _letter(subject: Subject, request: Request) -> Download:
    number, day = request.path_params["number"], request.query_params.get("on", "")

    def content() -> Iterator[bytes]:
        yield letter(subject, number, day)

    return Download(letter_name(subject, number, day), "application/pdf", content())


ROUTES = file_route(PAYOFF_LETTER, _letter)
