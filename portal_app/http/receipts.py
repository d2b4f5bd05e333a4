"""`GET /payments/<confirmation>/receipt.pdf`."""

from starlette.requests import Request

from portal_app.http.downloads import Download, file_route
from portal_app.routes import PAYMENT_RECEIPT
from services.payments.receipt_letter import receipt_pdf
from services.subject import Subject


def _receipt(subject: Subject, request: Request) -> Download:
    name, content = receipt_pdf(subject, request.path_params["confirmation"])
    return Download(name, "application/pdf", content)


ROUTES = file_route(PAYMENT_RECEIPT, _receipt)
