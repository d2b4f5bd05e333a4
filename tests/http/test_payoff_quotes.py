"""The letter of a payoff quote over HTTP."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Router
from starlette.testclient import TestClient

from models.accounts import AccountLink
from models.audit import AuditEntry
from models.customers import Customer, Login
from portal_app.http.payoff_quotes import ROUTES
from services.database import reading, unit_of_work
from services.sessions import cookie_name
from tests.support.borrowers import borrower, entered
from tests.support.paying import make_loan

ADDRESS = "/accounts/L-1/payoff-quote.pdf"


@pytest.fixture
def client(portal_db: Engine) -> TestClient:
    loan = make_loan()
    borrower("maria@example.com")
    with unit_of_work() as session:
        login = session.exec(select(Login).where(Login.email == "maria@example.com")).one()
        session.add(AccountLink(customer_id=login.customer_id or 0, account_id=loan.account_id))
        session.get_one(Customer, login.customer_id).first_name = '#panic("x") *María*'
    app = Router(routes=ROUTES, default=Starlette())
    browser = TestClient(app, base_url="http://localhost:8000", follow_redirects=False)
    browser.headers["Cookie"] = f"{cookie_name()}={entered('maria@example.com')}"
    return browser


def taken() -> int:
    with reading() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.action == "portal:payoff:quoted"))
        return len(rows.all())


def test_it_is_a_pdf_to_save(client: TestClient) -> None:
    answer = client.get(f"{ADDRESS}?on=2026-01-20")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    assert 'filename="payoff-L-1-2026-01-20.pdf"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    spanish = client.get(f"/es{ADDRESS}?on=2026-01-20").content
    assert b"/Lang(es-US)" in spanish
    assert taken() == 2


def test_asking_about_it_takes_none(client: TestClient) -> None:
    assert client.head(f"{ADDRESS}?on=2026-01-20").status_code == 200
    assert taken() == 0


@pytest.mark.parametrize("query", ["", "?on=", "?on=2026-03-01", "?on=2026-01-04", "?on=%00"])
def test_other_days_are_refused_in_words(client: TestClient, query: str) -> None:
    answer = client.get(f"{ADDRESS}{query}")
    assert (answer.status_code, answer.text) == (
        400,
        "Choose a date from Jan 5, 2026 to Feb 4, 2026.\n",
    )
    assert taken() == 0


def test_of_another_ones_account_there_is_none(client: TestClient) -> None:
    missing = client.get("/accounts/L-9/payoff-quote.pdf?on=2026-01-20")
    with unit_of_work() as session:
        for link in session.exec(select(AccountLink)):
            link.web_access = False
    withdrawn = client.get(f"{ADDRESS}?on=2026-01-20")
    assert missing.status_code == withdrawn.status_code == 404
    assert missing.text == withdrawn.text
    client.headers["Cookie"] = ""
    assert client.get(f"{ADDRESS}?on=2026-01-20").status_code == 303
