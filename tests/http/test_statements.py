"""Statements over HTTP."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Router
from starlette.testclient import TestClient

from models.accounts import AccountLink
from models.audit import AuditEntry
from models.customers import Login
from portal_app.http.statements import ROUTES
from services import ledger
from services.database import unit_of_work
from services.roles import AgentRole
from services.sessions import cookie_name
from tests.support.agents import agent_cookie
from tests.support.borrowers import borrower, entered
from tests.support.lines import boarded_line, day

FOLDER = "/accounts/C-9035/statements"
ADDRESS = f"{FOLDER}/2026-03-22.pdf"


@pytest.fixture
def client(portal_db: Engine) -> TestClient:
    borrower("maria@example.com")
    with unit_of_work() as session:
        line = boarded_line(session)
        login = session.exec(select(Login).where(Login.email == "maria@example.com")).one()
        session.add(AccountLink(customer_id=login.customer_id or 0, account_id=line))
        session.flush()
        ledger.close_account(session, line, day(31))
    app = Router(routes=ROUTES, default=Starlette())
    browser = TestClient(app, base_url="http://localhost:8000", follow_redirects=False)
    browser.headers["Cookie"] = f"{cookie_name()}={entered('maria@example.com')}"
    return browser


def test_a_statement_is_a_pdf_to_save_in_the_addresss_language(client: TestClient) -> None:
    answer = client.get(ADDRESS)
    spanish = client.get(f"/es{ADDRESS}")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert "attachment" in answer.headers["content-disposition"]
    assert date(2026, 3, 22).isoformat() in answer.headers["content-disposition"]
    assert b"/Lang(es-US)" in spanish.content


def test_the_sample_opens_before_anything_is_agreed_to(client: TestClient) -> None:
    assert client.get(f"{FOLDER}/sample.pdf").content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("day", ["2026-03-21", "2026-3-22", "latest", "%00", "2026-03-22.pdf"])
def test_other_days_have_none(client: TestClient, day: str) -> None:
    assert client.get(f"{FOLDER}/{day}.pdf").status_code == 404


def test_without_web_access_there_is_none(client: TestClient) -> None:
    missing = client.get(ADDRESS.replace("9035", "9036"))
    with unit_of_work() as session:
        link = session.exec(select(AccountLink)).one()
        link.web_access = False
        session.add(link)

    for address in (ADDRESS, f"{FOLDER}/sample.pdf"):
        foreign = client.get(address)
        assert (foreign.status_code, foreign.text) == (missing.status_code, missing.text)


def test_links_of_other_sites_and_strangers_get_nothing(client: TestClient) -> None:
    assert client.get(ADDRESS, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    client.headers.pop("Cookie")
    assert client.get(ADDRESS).status_code == 303


def test_which_agent_saved_which_statement_is_in_the_log(client: TestClient) -> None:
    viewer = {"Cookie": agent_cookie(AgentRole.VIEWER)}
    answer = client.get(f"/lms{ADDRESS}", headers=viewer)
    assert (answer.status_code, answer.content[:8]) == (200, b"%PDF-1.7")
    with unit_of_work() as session:
        seen = select(AuditEntry).where(AuditEntry.action == "lms:statements:seen")
        (entry,) = session.exec(seen).all()
        assert (entry.detail, entry.account_id is not None) == ("2026-03-22", True)
