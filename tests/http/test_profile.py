"""The profile's posts: own pages only, own session only, and what the page is told."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select, update
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from models.base import utc_now
from models.customers import Login, SecondStep
from models.sessions import Session as SessionRow
from portal_app import routes
from portal_app.http import compose, policy
from portal_app.http.profile import _POSTS
from services import sessions
from services.database import reading, unit_of_work
from services.sessions import cookie_name
from tests.support.borrowers import PASSWORD, borrower, entered

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def browser(portal_db: Engine) -> Iterator[TestClient]:
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()
    borrower("maria@example.com", SecondStep.NONE)
    yield TestClient(compose(HTMLResponse("<p>page")), base_url=BASE, follow_redirects=False)
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()


@pytest.fixture
def cookie(browser: TestClient) -> dict[str, str]:
    return {"Cookie": f"{cookie_name()}={entered('maria@example.com')}"}


def age(**minutes: int) -> None:
    with unit_of_work() as session:
        values = {name: utc_now() - timedelta(minutes=n) for name, n in minutes.items()}
        session.execute(update(SessionRow).values(**values))


def said(answer) -> dict[str, str]:
    assert answer.status_code == 303
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: values[0] for name, values in query.items() if name != "at"}


@pytest.mark.parametrize("path", [*_POSTS, routes.SESSION_CONFIRM_EMAIL, routes.SESSION_STAY])
def test_other_sites_change_nothing(browser: TestClient, cookie: dict[str, str], path: str) -> None:
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert browser.post(path, data={}, headers=foreign | cookie).status_code == 403
    assert browser.post(path, data={}, headers=cookie).status_code == 403


@pytest.mark.parametrize("path", _POSTS)
def test_without_a_session_it_leads_to_log_in_and_back(browser: TestClient, path: str) -> None:
    answer = browser.post(path, data={"language": "es"}, headers=OWN)
    assert answer.headers["location"] == "/es/login/#ended"
    assert "/es/profile/" in answer.headers["set-cookie"]


def test_proof_is_asked_for_and_leads_back_to_the_change(
    browser: TestClient, cookie: dict[str, str]
) -> None:
    age(proved_at=11)
    new = {"email": "new@example.com"}
    asked = browser.post(routes.PROFILE_EMAIL, data=new, headers=OWN | cookie)
    assert said(asked) == {"change": "email"}
    wrong = {"change": "email", "password": "not hers"}
    answer = browser.post(routes.SESSION_PROOF, data=wrong, headers=OWN | cookie)
    assert said(answer) == {"change": "email", "problem": "wrong-password"}
    right = {"change": "email", "password": PASSWORD}
    answer = browser.post(routes.SESSION_PROOF, data=right, headers=OWN | cookie)
    assert said(answer) == {"change": "email"}
    done = browser.post(routes.PROFILE_EMAIL, data=new, headers=OWN | cookie)
    assert said(done) == {"done": "email-sent"}


def test_a_language_leads_to_the_page_in_it_and_log_in_later_too(
    browser: TestClient, cookie: dict[str, str]
) -> None:
    chosen = {"chosen": "es", "zone": "America/Denver"}
    answer = browser.post(routes.PROFILE_PREFERENCES, data=chosen, headers=OWN | cookie)
    assert answer.headers["location"].startswith("/es/profile/?done=saved")
    form = {"email": "maria@example.com", "password": PASSWORD, "next": "/accounts/L-1/?tab=x"}
    answer = browser.post("/session/log-in", data=form, headers=OWN)
    assert answer.headers["location"] == "/es/accounts/L-1/?tab=x"


def test_only_ones_own_sessions_end(browser: TestClient, cookie: dict[str, str]) -> None:
    luis = borrower("luis@example.com", SecondStep.NONE)
    with unit_of_work() as session:
        token = sessions.start(session, session.get_one(Login, luis))
    theirs = sessions.who_is(token)
    assert theirs
    for which in (str(theirs.session_id), "٣", "-1", "1e3", "x" * 50, ""):
        answer = browser.post(routes.PROFILE_LOG_OUT, data={"session": which}, headers=OWN | cookie)
        assert said(answer) == {"done": "logged-out"}
    browser.post(routes.PROFILE_LOG_OUT, data={"session": "all"}, headers=OWN | cookie)
    assert sessions.who_is(token)
    assert sessions.who_is(cookie["Cookie"].partition("=")[2])


def test_a_qr_code_is_for_fresh_proof_only(browser: TestClient, cookie: dict[str, str]) -> None:
    answer = browser.get(routes.PROFILE_QR, headers=cookie)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "no-store"
    age(proved_at=11)
    assert browser.get(routes.PROFILE_QR, headers=cookie).status_code == 404
    assert browser.get(routes.PROFILE_QR).status_code == 404


def test_a_dead_link_to_an_email_says_so(browser: TestClient) -> None:
    answer = browser.post(routes.SESSION_CONFIRM_EMAIL, data={"language": "en"}, headers=OWN)
    assert answer.headers["location"] == "/confirm-email/#dead"


def left(browser: TestClient, cookie: dict[str, str]) -> dict[str, object]:
    answer = browser.get(routes.SESSION_LEFT, headers=cookie)
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()


def test_how_long_is_left_is_asked_without_using_the_session(
    browser: TestClient, cookie: dict[str, str]
) -> None:
    age(last_used_at=59)
    for _ in range(2):
        found = left(browser, cookie)
        assert 55 <= int(str(found["left"])) <= 60
        assert found["can_stay"] is True
    stayed = browser.post(routes.SESSION_STAY, headers=OWN | cookie).json()
    assert 3_595 <= stayed["left"] <= 3_600


def test_nothing_makes_a_session_longer_than_a_day(
    browser: TestClient, cookie: dict[str, str]
) -> None:
    with unit_of_work() as session:
        session.execute(update(SessionRow).values(expires_at=utc_now() + timedelta(seconds=90)))
    stayed = browser.post(routes.SESSION_STAY, headers=OWN | cookie).json()
    assert stayed["left"] <= 90
    assert stayed["can_stay"] is False


def test_an_ended_session_stays_ended(browser: TestClient, cookie: dict[str, str]) -> None:
    age(last_used_at=61)
    assert left(browser, cookie) == {"left": 0, "can_stay": False}
    before = _stamp()
    assert browser.post(routes.SESSION_STAY, headers=OWN | cookie).json()["left"] == 0
    assert _stamp() == before
    assert left(browser, {}) == {"left": 0, "can_stay": False}


def _stamp() -> object:
    with reading() as session:
        return session.exec(select(col(SessionRow.last_used_at))).first()
