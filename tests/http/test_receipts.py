"""The receipt of a payment over HTTP."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Router
from starlette.testclient import TestClient

from models.accounts import AccountLink
from models.customers import Login
from portal_app.http.receipts import ROUTES
from services.database import unit_of_work
from services.sessions import cookie_name
from tests.services.test_receipts import paid
from tests.support.borrowers import borrower, entered
from tests.support.paying import make_loan


def test_its_owner_gets_it(portal_db: Engine) -> None:
    loan = make_loan()
    address = f"/payments/{paid(loan)}/receipt.pdf"
    borrower("maria@example.com")
    app = Router(routes=ROUTES, default=Starlette())
    client = TestClient(app, base_url="http://localhost:8000", follow_redirects=False)
    assert client.get(address).status_code == 303
    client.headers["Cookie"] = f"{cookie_name()}={entered('maria@example.com')}"
    assert client.get(address).status_code == 404
    with unit_of_work() as session:
        login = session.exec(select(Login).where(Login.email == "maria@example.com")).one()
        session.add(AccountLink(customer_id=login.customer_id or 0, account_id=loan.account_id))
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert 'filename="receipt-P-1234-ABCD.pdf"' in answer.headers["content-disposition"]
    assert b"/Lang(es-US)" in client.get(f"/es{address}").content
    for other in ("P-9999-9999", "%00", "x" * 500):
        assert client.get(f"/payments/{other}/receipt.pdf").status_code == 404


@pytest.mark.parametrize("path", ["/payments//receipt.pdf", "/payments/receipt.pdf"])
def test_no_number_no_receipt(portal_db: Engine, path: str) -> None:
    app = Router(routes=ROUTES, default=Starlette())
    client = TestClient(app, base_url="http://localhost:8000", follow_redirects=False)
    assert client.get(path).status_code in (303, 404)
