"""Transactions as files, by their addresses: for whom, in which language, filtered by the query."""

import csv
import io
import json

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.accounts import AccountLink
from models.audit import AuditEntry
from models.customers import Login
from portal_app.http import compose
from services import sessions
from services.database import reading, unit_of_work
from services.sessions import cookie_name
from tests.support.ledgers import add_ledgers


@pytest.fixture
def client(portal_db: Engine) -> TestClient:
    add_ledgers()
    app = compose(Starlette())
    return TestClient(app, base_url="http://localhost:8000", follow_redirects=False)


def logged_in(name: str = "Maria") -> dict[str, str]:
    with unit_of_work() as session:
        login = session.exec(select(Login).where(Login.email == f"{name}@x.example")).one()
        return {"Cookie": f"{cookie_name()}={sessions.start(session, login)}"}


def exports() -> int:
    with reading() as session:
        wanted = AuditEntry.action == "portal:transactions:exported"
        return len(session.exec(select(AuditEntry).where(wanted)).all())


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_one_account_in_each_form(client: TestClient) -> None:
    headers = logged_in()
    for form, media in (("csv", "text/csv"), ("ofx", "application/x-ofx"), ("json", "application")):
        answer = client.get(f"/accounts/L-1/transactions.{form}", headers=headers)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)
        name = f'attachment; filename="L-1-transactions.{form}"'
        assert answer.headers["content-disposition"].startswith(name)
    assert exports() == 3
    assert client.get("/accounts/L-1/transactions.xls", headers=headers).status_code == 404


def test_the_query_filters_and_the_address_has_the_language(client: TestClient) -> None:
    headers = {**logged_in(), "Accept-Language": "es"}
    late = client.get("/accounts/L-1/transactions.csv?q=late+fee&page=9", headers=headers)
    assert [row["Type"] for row in rows(late.text)] == ["Late fee"]
    spanish = client.get("/es/accounts/L-1/transactions.csv", headers=headers)
    assert "Tipo" in rows(spanish.text)[0]
    odd = "from=2026-99-99&to=%00&sort=x&page=-1"
    everything = client.get(f"/accounts/L-1/transactions.csv?{odd}", headers=headers)
    assert len(rows(everything.text)) == 23


def test_all_accounts_are_the_borrowers_own(client: TestClient) -> None:
    of_maria = client.get("/accounts/transactions.json", headers=logged_in())
    assert [one["number"] for one in json.loads(of_maria.text)["accounts"]] == ["C-1", "L-1"]
    of_luis = client.get("/accounts/transactions.json", headers=logged_in("Luis"))
    assert json.loads(of_luis.text)["accounts"] == []


def test_a_co_borrower_takes_what_they_see(client: TestClient) -> None:
    with unit_of_work() as session:
        session.add(AccountLink(customer_id=2, account_id=1))
    luis = logged_in("Luis")
    both = client.get("/accounts/transactions.csv", headers=luis)
    assert {row["Account"] for row in rows(both.text)} == {"L-1"}
    assert client.get("/accounts/C-1/transactions.csv", headers=luis).status_code == 404


def test_nobody_else_gets_anything(client: TestClient) -> None:
    for number in ("L-1", "C-1", "L-9", "", "%00", "../L-1"):
        address = f"/accounts/{number}/transactions.csv"
        assert client.get(address, headers=logged_in("Luis")).status_code == 404, number
    assert client.get("/accounts/L-1/transactions.csv").headers["location"] == "/login/#ended"
    cross = {**logged_in(), "Sec-Fetch-Site": "cross-site"}
    assert client.get("/accounts/transactions.csv", headers=cross).status_code == 403
    head = client.head("/accounts/L-1/transactions.csv", headers=logged_in())
    assert (head.status_code, head.content) == (200, b"")
    assert exports() == 0
