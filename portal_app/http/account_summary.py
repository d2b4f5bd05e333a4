"""What the Summary fetches: `/accounts/<number>/charts/paid.json` and `…/schedule.json`, which
Plotly draws (the latter with a plan: `?way=extra&amount=100`), and
`/accounts/<number>/breakdown.csv`.
"""

import json
from collections.abc import Callable
from typing import Any

from sqlmodel import Session
from starlette.requests import Request

from portal_app.http.downloads import Download, file_route
from portal_app.routes import ACCOUNT_BREAKDOWN_CSV, ACCOUNT_CHART
from services.account_summary import charts
from services.account_summary.breakdown_csv import breakdown_csv
from services.account_summary.breakdown_pages import rows_for
from services.database import reading
from services.errors import NotFound
from services.subject import Subject
from services.what_if.asked import Asked

_CHARTS: dict[str, Callable[[Session, Subject, Asked], dict[str, Any]]] = {
    "paid": lambda session, subject, asked: charts.paid(session, subject, asked.number),
    "schedule": lambda session, subject, asked: charts.schedule(
        session, subject, asked.number, asked
    ),
}


def chart(subject: Subject, request: Request) -> Download:
    """Raises `NotFound` for a chart or an account that this reader does not have."""
    make = _CHARTS.get(request.path_params["chart"])
    if make is None:
        raise NotFound
    asked = Asked(
        request.path_params["number"],
        **{name: request.query_params.get(name, "") for name in ("way", "amount", "on", "by")},
    )
    with reading() as session:
        figure = make(session, subject, asked)
    content = json.dumps(figure, separators=(",", ":"), ensure_ascii=False).encode()
    return Download("chart.json", "application/json", content)


def breakdown(subject: Subject, request: Request) -> Download:
    number = request.path_params["number"]
    with reading() as session:
        rows = rows_for(session, subject, number)
    return Download(f"breakdown-{number}.csv", "text/csv", breakdown_csv(rows))


ROUTES = [*file_route(ACCOUNT_CHART, chart), *file_route(ACCOUNT_BREAKDOWN_CSV, breakdown)]
