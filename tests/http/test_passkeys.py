"""Passkeys over HTTP: the same origin, small bodies, a browser's own challenge, cookies."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import Engine, update
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from models.base import utc_now
from models.lender import LenderSettings
from models.sessions import Session as SessionRow
from portal_app.http import compose, passkeys
from portal_app.http.buckets import Buckets
from services.brand import Brand, stylesheet
from services.database import unit_of_work
from services.lender_settings import current_brand
from services.sessions import FRESH, cookie_name, passkey_cookie_name, who_is
from tests.support.authenticator import Authenticator
from tests.support.borrowers import borrower, entered

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
OPTIONS, LOG_IN = "/session/passkey/options", "/session/passkey/log-in"
ADD_OPTIONS, ADD = "/session/passkey/add-options", "/session/passkey/add"
PROOF = "/session/proof/passkey"


@pytest.fixture
def browser(portal_db: Engine, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Cookies are Secure, which this client would keep to itself: tests send them."""
    monkeypatch.setattr(passkeys, "_buckets", Buckets(per_second=0.001, burst=20.0))
    borrower("maria@example.com")
    return TestClient(compose(HTMLResponse("<p>page")), base_url=BASE, follow_redirects=False)


@pytest.fixture
def maria(browser: TestClient) -> dict[str, str]:
    """Header of her session."""
    return {"Cookie": f"{cookie_name()}={entered('maria@example.com')}"}


def add(browser: TestClient, cookie: dict[str, str], name: str = "Phone") -> Authenticator:
    key = Authenticator()
    asked = browser.post(ADD_OPTIONS, json={"name": name}, headers=OWN | cookie)
    made = key.create(asked.json())
    done = browser.post(ADD, json={"name": name, "credential": made}, headers=OWN | cookie)
    assert (done.status_code, done.json()) == (200, {})
    return key


def challenged(browser: TestClient) -> tuple[dict, dict[str, str]]:
    """Options, and the cookie that came with them."""
    answer = browser.post(OPTIONS, json={}, headers=OWN)
    browser.cookies.clear()
    assert answer.headers["cache-control"] == "no-store"
    return answer.json(), {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


def log_in(browser: TestClient, credential: object, cookie: dict[str, str], **fields: str):
    form = {"credential": json.dumps(credential), **fields}
    answer = browser.post(LOG_IN, data=form, headers=OWN | cookie)
    browser.cookies.clear()
    return answer


def test_a_passkey_opens_a_session_in_this_browser(
    browser: TestClient, maria: dict[str, str]
) -> None:
    key = add(browser, maria)
    options, cookie = challenged(browser)
    assert cookie["Cookie"].startswith(f"{passkey_cookie_name()}=")
    answer = log_in(browser, key.get(options), cookie, language="es")
    assert (answer.status_code, answer.headers["location"]) == (303, "/es/accounts/")
    name, _, token = answer.headers["set-cookie"].partition(";")[0].partition("=")
    assert name == cookie_name()
    assert who_is(token)


def test_it_goes_where_the_borrower_was_going(browser: TestClient, maria: dict[str, str]) -> None:
    key = add(browser, maria)
    options, cookie = challenged(browser)
    answer = log_in(browser, key.get(options), cookie, next="/accounts/L-1/")
    assert answer.headers["location"] == "/accounts/L-1/"


def test_a_challenge_of_another_browser_opens_nothing(
    browser: TestClient, maria: dict[str, str]
) -> None:
    key = add(browser, maria)
    options, _ = challenged(browser)
    _, other = challenged(browser)
    for cookie in (other, {}):
        answer = log_in(browser, key.get(options), cookie)
        assert answer.headers["location"] == "/login/#passkey"
        assert "set-cookie" not in answer.headers


def test_a_browser_keeps_its_cookie_for_its_tabs(browser: TestClient) -> None:
    _, cookie = challenged(browser)
    again = browser.post(OPTIONS, json={}, headers=OWN | cookie)
    assert again.headers["set-cookie"].startswith(cookie["Cookie"])
    attributes = again.headers["set-cookie"].lower()
    assert all(part in attributes for part in ("httponly", "secure", "samesite=lax", "path=/"))


@pytest.mark.parametrize("credential", ["", "{", "null", "[" * 2000, '"x"', "{}"])
def test_strange_credentials_lead_back_to_log_in(browser: TestClient, credential: str) -> None:
    answer = browser.post(LOG_IN, data={"credential": credential}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login/#passkey")


@pytest.mark.parametrize("path", [OPTIONS, ADD_OPTIONS, ADD])
def test_only_our_own_small_json_is_read(
    browser: TestClient, maria: dict[str, str], path: str
) -> None:
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert browser.post(path, json={}, headers=foreign | maria).status_code == 403
    assert browser.post(path, json={}, headers=maria).status_code == 403
    assert browser.post(path, data={"name": "x"}, headers=OWN | maria).status_code == 415
    assert browser.post(path, json={"name": "x" * 9000}, headers=OWN | maria).status_code == 413
    plain = OWN | maria | {"Content-Type": "application/json"}
    for body in (b"", b"[]", b"1", b"{", b"[" * 5000, b"\xff"):
        assert browser.post(path, content=body, headers=plain).status_code == 400


def test_the_log_in_is_no_other_sites_to_post(browser: TestClient) -> None:
    foreign = {"Origin": "https://evil.example"}
    assert browser.post(LOG_IN, data={"credential": "{}"}, headers=foreign).status_code == 403
    assert browser.post(LOG_IN, json={}, headers=OWN).status_code == 415


@pytest.mark.parametrize("path", [ADD_OPTIONS, ADD])
def test_adding_needs_a_session_and_fresh_proof(
    browser: TestClient, maria: dict[str, str], path: str
) -> None:
    made = Authenticator().create({"user": {"id": "AA"}, "challenge": "AA"})
    body = {"name": "Phone", "credential": made, "language": "es"}
    assert browser.post(path, json=body, headers=OWN).status_code == 401
    old = utc_now() - FRESH - timedelta(seconds=1)
    with unit_of_work() as session:
        session.execute(update(SessionRow).values(proved_at=old))
    answer = browser.post(path, json=body, headers=OWN | maria)
    assert (answer.status_code, answer.json()["proof"]) == (403, True)
    assert "demuestre" in answer.json()["problem"]


@pytest.mark.parametrize("name", [None, "", 3, ["x"], {"a": 1}, "x" * 61])
def test_strange_names_are_worded_in_the_pages_language(
    browser: TestClient, maria: dict[str, str], name: object
) -> None:
    answer = browser.post(ADD_OPTIONS, json={"name": name, "language": ["x"]}, headers=OWN | maria)
    assert answer.status_code == 422
    assert answer.json()["problem"]


def test_one_address_asks_for_so_many_challenges(browser: TestClient) -> None:
    asked = [browser.post(OPTIONS, json={}, headers=OWN).status_code for _ in range(22)]
    assert asked == [200] * 20 + [429] * 2


def test_a_lender_who_offers_none_shows_none(browser: TestClient, maria: dict[str, str]) -> None:
    key = add(browser, maria)
    options, cookie = challenged(browser)
    with unit_of_work() as session:
        session.add(LenderSettings(id=1, offers_passkeys=False))
    assert browser.post(OPTIONS, json={}, headers=OWN).status_code == 404
    assert log_in(browser, key.get(options), cookie).headers["location"] == "/login/#passkey"
    assert "--lender-passkeys:none" in stylesheet(current_brand())
    assert "--lender-passkeys" not in stylesheet(Brand("A lender", "1-800-555-0142"))


def test_a_passkey_is_fresh_proof_for_a_change(browser: TestClient, maria: dict[str, str]) -> None:
    key = add(browser, maria)
    with unit_of_work() as session:
        session.execute(update(SessionRow).values(proved_at=utc_now() - 2 * FRESH))
    form = {"email": "new@example.com"}
    asked = browser.post("/session/profile/email", data=form, headers=OWN | maria)
    assert "/profile/?change=email" in asked.headers["location"]
    options = browser.post(f"{PROOF}-options", json={}, headers=OWN | maria).json()
    fields = {"credential": json.dumps(key.get(options)), "change": "email"}
    shown = browser.post(PROOF, data=fields, headers=OWN | maria)
    assert "/profile/?change=email&at=" in shown.headers["location"]
    done = browser.post("/session/profile/email", data=form, headers=OWN | maria)
    assert "done=email-sent" in done.headers["location"]


def test_proof_by_passkey_wants_session_and_challenge(
    browser: TestClient, maria: dict[str, str]
) -> None:
    key = add(browser, maria)
    assert browser.post(f"{PROOF}-options", json={}, headers=OWN).status_code == 401
    options = browser.post(f"{PROOF}-options", json={}, headers=OWN | maria).json()
    credential = json.dumps(key.get(options))
    stranger = browser.post(PROOF, data={"credential": credential}, headers=OWN)
    assert stranger.headers["location"] == "/login/#ended"
    for hostile in ("", "{", "[" * 2_000, json.dumps(key.get(challenged(browser)[0]))):
        fields = {"credential": hostile, "change": "email"}
        refused = browser.post(PROOF, data=fields, headers=OWN | maria)
        assert "change=email&problem=passkey" in refused.headers["location"]
    foreign = browser.post(PROOF, data={"credential": credential}, headers=maria)
    assert foreign.status_code == 403
