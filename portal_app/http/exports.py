"""`GET /accounts/<number>/transactions.csv|ofx|json`, and of all accounts without a number."""

from collections.abc import Callable

from starlette.requests import Request

from portal_app.http.downloads import Download, file_route
from portal_app.routes import all_transactions_file, transactions_file
from services.exports import Form, export
from services.subject import Subject


def _of(form: Form) -> Callable[[Subject, Request], Download]:
    def transactions(subject: Subject, request: Request) -> Download:
        number = request.path_params.get("number")
        made = export(subject, number, form, request.query_params)
        return Download(made.name, made.media_type, made.pieces)

    return transactions


ROUTES = [
    route
    for form in Form
    for path in (transactions_file("{number:path}", form), all_transactions_file(form))
    for route in file_route(path, _of(form))
]
