"""The headers of every answer, word by word: one that is gone is noticed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.responses import HTMLResponse, Response
from starlette.testclient import TestClient

from portal_app.http import compose, policy
from portal_app.settings import get_settings

HASHES = {"/login/index.html": ["sha256-one"], "/404.html": ["sha256-two"]}
RULES = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self' ws://localhost:8000",
    "frame-src http://127.0.0.1:8001 http://localhost:8000/documents/view/",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
}
FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
ADDRESSES = ("/login/", "/accounts/", "/healthz", "/nothing", "/dev/inbox.json", "/_upload")


def forget() -> None:
    get_settings.cache_clear()
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()


@pytest.fixture
def browser(portal_db: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(policy, "_scripts", lambda: HASHES)
    forget()
    yield TestClient(
        compose(HTMLResponse("page")), base_url="http://localhost:8000", follow_redirects=False
    )
    forget()


def rules(browser: TestClient, path: str) -> set[str]:
    return set(browser.get(path).headers["content-security-policy"].split("; "))


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_has_them(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    assert {name: headers.get(name) for name in FIXED} == FIXED
    assert "strict-transport-security" not in headers
    foreign = browser.get(path, headers={"Host": "evil.example"})
    assert {name: foreign.headers.get(name) for name in FIXED} == FIXED


def test_a_page_runs_its_own_scripts_and_loads_from_here(browser: TestClient) -> None:
    assert rules(browser, "/nothing") == RULES
    own = RULES - {"script-src 'self'"} | {"script-src 'self' 'sha256-one'"}
    for address in ("/login/", "/login", "/login/index.html"):
        assert rules(browser, address) == own, address


def test_over_https_browsers_are_told_to_stay_there(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_BASE_URL", "https://localhost:8000")
    forget()
    headers = browser.get("/login/").headers
    assert headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    assert "connect-src 'self' wss://localhost:8000" in headers["content-security-policy"]


@pytest.mark.parametrize("kind", ["text/css", "text/javascript", "image/vnd.microsoft.icon"])
def test_what_only_pages_load_is_sniffed_by_nobody(browser: TestClient, kind: str) -> None:
    part = TestClient(
        compose(Response(b"x", media_type=kind)), base_url="http://localhost:8000"
    ).get("/assets/x-1a2b.js")
    assert part.headers["x-content-type-options"] == "nosniff"
