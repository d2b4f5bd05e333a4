"""The year-end interest summary over HTTP."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Router
from starlette.testclient import TestClient

from models.accounts import AccountLink
from models.customers import Login
from portal_app.http.year_end import ROUTES
from services.database import unit_of_work
from services.sessions import cookie_name
from tests.support.borrowers import borrower, entered
from tests.support.paying import make_loan


@pytest.fixture
def client(portal_db: Engine) -> TestClient:
    mine = make_loan()
    make_loan(number="L-2")
    borrower("maria@example.com")
    with unit_of_work() as session:
        login = session.exec(select(Login).where(Login.email == "maria@example.com")).one()
        session.add(AccountLink(customer_id=login.customer_id or 0, account_id=mine.account_id))
    app = Router(routes=ROUTES, default=Starlette())
    browser = TestClient(app, base_url="http://localhost:8000", follow_redirects=False)
    browser.headers["Cookie"] = f"{cookie_name()}={entered('maria@example.com')}"
    return browser


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/accounts/L-1/interest-summary.pdf", "interest-2026-L-1.pdf"),
        ("/accounts/interest-summary.pdf", "interest-2026.pdf"),
    ],
)
def test_of_one_account_and_of_all(client: TestClient, path: str, name: str) -> None:
    answer = client.get(f"{path}?year=2026")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    assert b"/Lang(es-US)" in client.get(f"/es{path}?year=2026").content
    refused = client.get(f"{path}?year=1999")
    assert (refused.status_code, refused.text) == (400, "Choose a year from 2026 to 2026.\n")


@pytest.mark.parametrize("number", ["L-2", "L-9", "%00", "L-1%2F..%2FL-2"])
def test_of_another_ones_account_there_is_none(client: TestClient, number: str) -> None:
    answer = client.get(f"/accounts/{number}/interest-summary.pdf?year=2026")
    assert answer.status_code == 404


def test_nobody_gets_none(client: TestClient) -> None:
    client.headers["Cookie"] = ""
    for path in ("/accounts/L-1/interest-summary.pdf", "/accounts/interest-summary.pdf"):
        assert client.get(f"{path}?year=2026").status_code == 303
