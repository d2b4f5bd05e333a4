"""Every post of our own: from our own pages, small, of the kind that these send.

A route added later is walked without a word here.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy import Engine
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from portal_app.http import ROUTES, compose
from portal_app.http.posts import MOST_BYTES, MOST_FORM_BYTES
from portal_app.routes import (
    DOCUMENTS,
    LMS_DOCUMENTS,
    LMS_SETTINGS_LOGO,
    SESSION_SET_PASSWORD,
    SESSION_STAY,
    SMS_REPLIES,
    WALLET_EVENTS,
)
from services.sessions import cookie_name, who_is
from tests.support.agents import agent_cookie
from tests.support.borrowers import borrower, entered

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
FOREIGN = (
    {},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:8001"},
    {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
)
POSTS = sorted(
    route.path
    for route in ROUTES
    if isinstance(route, Route)
    and "POST" in (route.methods or ())
    and route.path not in (WALLET_EVENTS, SMS_REPLIES)
)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
MOST = {FORM: MOST_FORM_BYTES, JSON: MOST_BYTES}
REFUSED = (
    (400, b"a=\xff"),
    (400, b"[" + b"a=1&" * 30),  # more fields than any form of ours has, and no JSON
)
WITH_FILES = (LMS_SETTINGS_LOGO, DOCUMENTS, LMS_DOCUMENTS, SESSION_STAY)
FORMS = [path for path in POSTS if not path.endswith(WITH_FILES)]
"""Files have tests of their own; *Stay* reads nothing of what is sent."""


@pytest.fixture
def cookie(portal_db: Engine) -> str:
    """Of a browser in which Maria and an administrator are logged in."""
    borrower("maria@example.com")
    return f"{cookie_name()}={entered('maria@example.com')}; {agent_cookie()}"


@pytest.fixture
def browser(portal_db: Engine) -> Iterator[TestClient]:
    with TestClient(compose(HTMLResponse("page")), base_url=BASE, follow_redirects=False) as client:
        yield client


def post(browser: TestClient, path: str, cookie: str, **sent: object) -> int:
    headers = {"Cookie": cookie, **sent.pop("headers", OWN)}  # pyright: ignore[reportGeneralTypeIssues]
    answer = browser.post(path, headers=headers, **sent)  # pyright: ignore[reportArgumentType]
    if answer.status_code >= 400:
        assert "set-cookie" not in answer.headers
    return answer.status_code


def test_posts_of_other_sites_are_refused(browser: TestClient, cookie: str) -> None:
    for path, headers in product(POSTS, FOREIGN):
        sent = {"headers": headers, "data": {"language": "en"}}
        assert post(browser, path, cookie, **sent) == 403, (path, headers)
    assert who_is(cookie.partition("=")[2].partition(";")[0])


def test_a_post_takes_the_one_kind_that_our_pages_send(browser: TestClient, cookie: str) -> None:
    for path in FORMS:
        sent = {FORM: {"data": {"language": "en"}}, JSON: {"json": {}}}
        taken = {kind for kind in sent if post(browser, path, cookie, **sent[kind]) != 415}
        assert len(taken) == 1, path
        for other in ({"files": {"x": b"x"}}, {"content": b"a=b"}):
            assert post(browser, path, cookie, **other) == 415, (path, other)
        kind = taken.pop()
        headers = {**OWN, "Content-Type": kind}
        for status, body in ((413, b"x" * (MOST[kind] + 1)), *REFUSED):
            # the page of a new password says itself that one is too long
            told = 303 if status == 413 and path.endswith(SESSION_SET_PASSWORD) else status
            found = post(browser, path, cookie, headers=headers, content=body)
            assert found == told, (path, body[:20])


def test_a_get_posts_nothing(browser: TestClient, cookie: str) -> None:
    for path in POSTS:
        browser.get(path, headers={"Cookie": cookie})
    assert who_is(cookie.partition("=")[2].partition(";")[0])
