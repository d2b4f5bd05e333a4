"""`/dev/inbox.json`: what scripts read, and that nobody else finds it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from models.customers import Customer
from portal_app.http import compose
from portal_app.settings import get_settings
from services.database import unit_of_work
from services.messages import mail, text
from services.messages.letters import codes
from tests.support.borrowers import borrower

TEN_MINUTES = timedelta(minutes=10)
PHONE = "+12025550143"


@pytest.fixture
def browser(portal_db: Engine) -> TestClient:
    borrower("sam@example.com")
    borrower("luis@example.com")
    with unit_of_work() as session:
        sam = select(Customer).where(col(Customer.email) == "sam@example.com")
        session.exec(sam).one().phone = PHONE
    return TestClient(compose(HTMLResponse("page")), base_url="http://localhost:8000")


def send() -> None:
    with unit_of_work() as session:
        mail(session, "luis@example.com", codes.log_in("111111", TEN_MINUTES), language="en")
        mail(session, "sam@example.com", codes.log_in("222222", TEN_MINUTES), language="en")
        text(session, PHONE, codes.log_in_text("333333", TEN_MINUTES), language="en")


def test_a_message_is_there_once_it_is_committed_newest_first(browser: TestClient) -> None:
    send()
    seen = browser.get("/dev/inbox.json", params={"to": "Sam@example.com"}).json()
    assert [set(one) for one in seen] == [{"to", "channel", "subject", "text", "sent_at"}] * 2
    newest, older = seen
    assert (newest["channel"], newest["to"], newest["subject"]) == ("sms", PHONE, "")
    assert newest["text"].endswith("\n\n@localhost #333333")
    assert (older["channel"], older["to"]) == ("email", "sam@example.com")
    assert "222222" in older["text"]
    assert datetime.fromisoformat(older["sent_at"]).utcoffset() == timedelta(0)


@pytest.mark.parametrize("to", [PHONE, " 12025550143", "(202) 555-0143", "+1 202 555 0143"])
def test_a_phone_number_finds_its_texts_however_it_is_written(browser: TestClient, to: str) -> None:
    send()
    seen = browser.get("/dev/inbox.json", params={"to": to}).json()
    assert [one["channel"] for one in seen] == ["sms"]


@pytest.mark.parametrize("to", ["nobody@example.com", "@", "' OR 1=1 --", "%", "+", "x" * 5_000])
def test_others_get_nothing(browser: TestClient, to: str) -> None:
    send()
    assert browser.get("/dev/inbox.json", params={"to": to}).json() == []


def test_without_an_address_everything_and_with_all_the_looks(browser: TestClient) -> None:
    send()
    assert len(browser.get("/dev/inbox.json").json()) == 3
    whole = browser.get("/dev/inbox.json?all=1").json()[1]
    assert whole["html"].startswith("<!doctype html>")
    assert whole["problem"] == ""


@pytest.mark.parametrize("path", ["/dev/inbox.json", "/dev/inbox/", "/es/dev/inbox/"])
def test_it_exists_in_the_demo_only(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert browser.get(path).status_code == 200
    monkeypatch.setenv("PORTAL_DEMO", "0")
    get_settings.cache_clear()
    assert (browser.get(path).status_code, browser.head(path).status_code) == (404, 404)
