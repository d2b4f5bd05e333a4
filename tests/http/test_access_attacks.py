"""Attacks on the doors over HTTP that no other file tries: refused, nothing learnt, in the log."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from models.audit import AuditEntry
from models.sessions import Session as SessionRow
from portal_app.http import compose
from portal_app.http.addresses import client_address
from portal_app.settings import get_settings
from services.database import reading
from services.logins import throttle
from tests.support.borrowers import PASSWORD, borrower

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
MARIA = "maria@example.com"


@pytest.fixture
def browser(portal_db: Engine) -> Iterator[TestClient]:
    borrower(MARIA)
    yield TestClient(compose(HTMLResponse("<p>page")), base_url=BASE, follow_redirects=False)
    get_settings.cache_clear()


def log_in(browser: TestClient, email: str, password: str = "no", **headers: str) -> str:
    """Where it leads; "" for a refusal without a page."""
    form = {"email": email, "password": password}
    answer = browser.post("/session/log-in", data=form, headers=OWN | headers)
    assert answer.status_code != 500
    return answer.headers.get("location", "")


def actions() -> list[str]:
    with reading() as session:
        return list(session.exec(select(AuditEntry.action)).all())


def sessions() -> int:
    with reading() as session:
        return len(session.exec(select(SessionRow.id)).all())


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP"])
def test_spraying_from_made_up_addresses_is_spraying_from_one(
    browser: TestClient, name: str
) -> None:
    for number in range(30):
        spoofed = {name: f"198.51.100.{number}"}
        assert log_in(browser, f"n{number}@example.com", **spoofed) == "/login/#wrong"
    locked = log_in(browser, MARIA, PASSWORD, **{name: "198.51.100.250"})
    assert locked.endswith("#locked")
    assert sessions() == 0
    assert "portal:login:throttled" in actions()
    with reading() as session:
        noted = session.exec(select(AuditEntry.address)).all()
        assert not [one for one in noted if one.startswith("198.51.100.")]


@pytest.mark.parametrize(
    ("hops", "given", "found"),
    [
        (0, "198.51.100.9", "testclient"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "made up, 203.0.113.1, 198.51.100.9", "198.51.100.9"),
        (2, "made up, 203.0.113.1, 198.51.100.9", "203.0.113.1"),
        (2, "198.51.100.9", "testclient"),
        (1, "", "testclient"),
    ],
)
def test_only_what_trusted_proxies_wrote_counts(
    monkeypatch: pytest.MonkeyPatch, hops: int, given: str, found: str
) -> None:
    monkeypatch.setenv("PORTAL_TRUSTED_PROXIES", str(hops))
    get_settings.cache_clear()
    headers = [(b"x-forwarded-for", given.encode())] if given else []
    scope = {"type": "http", "headers": headers, "client": ("testclient", 1)}
    assert client_address(Request(scope)) == found
    get_settings.cache_clear()


@pytest.mark.parametrize("length", [257, 5_000, 10_000, 1_000_000])
def test_a_long_password_is_wrong_or_too_large_and_cheap(browser: TestClient, length: int) -> None:
    """Up to 10,000 characters the page says that it is wrong, and the audit log that it was."""
    led = log_in(browser, MARIA, "é" * length)
    assert led == ("/login/#wrong" if length <= 10_000 else "")
    assert sessions() == 0
    assert ("portal:login:failed" in actions()) == bool(led)


@pytest.mark.parametrize(
    ("path", "field", "led"),
    [
        ("/session/log-in", "email", "/login/#wrong"),
        ("/session/forgot", "email", "/forgot/#sent"),
        ("/session/sign-up", "email", "/signup/#sent"),
        ("/session/verify", "code", "/login/#ended"),
        ("/session/set-password", "password", "/forgot/#dead"),
    ],
)
def test_the_page_answers_a_field_of_ten_thousand_characters(
    browser: TestClient, path: str, field: str, led: str
) -> None:
    sent = {"language": "en", field: "\N{KEY}" * 10_000}
    assert browser.post(path, data=sent, headers=OWN).headers["location"] == led


def test_a_flood_at_one_login_leaves_its_owners_trusted_device_a_way_in(
    browser: TestClient,
) -> None:
    """The way in itself: tests/services/test_second_step_limits."""
    for _try in range(9):
        led = log_in(browser, MARIA)
    assert led.endswith("#locked")
    counted = throttle.limits(f"portal:{MARIA}", "testclient", "her device")
    assert [limit.key.partition(":")[0] for limit in counted] == ["device"]


@pytest.mark.parametrize(
    "email", ["m\u0430ria@example.com", "\u212aaria@example.com", "maria@\uff45xample.com"]
)
def test_an_email_that_looks_alike_is_another(browser: TestClient, email: str) -> None:
    assert log_in(browser, email, PASSWORD) == "/login/#wrong"
    assert sessions() == 0
    assert actions()[-1] == "portal:login:failed"
