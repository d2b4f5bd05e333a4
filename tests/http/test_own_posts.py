"""Every post of our own: from our own pages, small, of the kind that our forms send.

A route added later is walked without a word here.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from httpx import Response
from sqlalchemy import Engine
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from portal_app.http import ROUTES, compose
from portal_app.http.posts import MOST_BYTES
from portal_app.routes import LMS_SETTINGS_LOGO, WALLET_EVENTS
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
    if isinstance(route, Route) and "POST" in (route.methods or ()) and route.path != WALLET_EVENTS
)
FORMS = [path for path in POSTS if path != LMS_SETTINGS_LOGO]
"""The logo's is a picture: it has tests of its own."""


@pytest.fixture
def cookie(portal_db: Engine) -> str:
    """Of a browser in which Maria and an administrator are logged in."""
    borrower("maria@example.com")
    return f"{cookie_name()}={entered('maria@example.com')}; {agent_cookie()}"


@pytest.fixture
def browser(portal_db: Engine) -> Iterator[TestClient]:
    with TestClient(compose(HTMLResponse("page")), base_url=BASE, follow_redirects=False) as client:
        yield client


def post(browser: TestClient, path: str, cookie: str, **sent: object) -> Response:
    headers = {"Cookie": cookie, **sent.pop("headers", OWN)}  # pyright: ignore[reportGeneralTypeIssues]
    return browser.post(path, headers=headers, **sent)  # pyright: ignore[reportArgumentType]


def test_posts_of_other_sites_are_refused(browser: TestClient, cookie: str) -> None:
    for path, headers in product(POSTS, FOREIGN):
        answer = post(browser, path, cookie, headers=headers, data={"language": "en"})
        assert answer.status_code == 403, (path, headers)
        assert "set-cookie" not in answer.headers
    assert who_is(cookie.partition("=")[2].partition(";")[0])


def test_large_and_strange_posts_are_refused(browser: TestClient, cookie: str) -> None:
    form = {**OWN, "Content-Type": "application/x-www-form-urlencoded"}
    many = "&".join(f"f{number}=1" for number in range(30)).encode()
    refused: tuple[tuple[int, dict[str, object]], ...] = (
        (413, {"data": {"x": "x" * MOST_BYTES}}),
        (415, {"json": {}}),
        (415, {"files": {"x": b"x"}}),
        (415, {"content": b"a=b"}),
        (400, {"headers": form, "content": many}),
        (400, {"headers": form, "content": b"a=\xff"}),
    )
    for path, (status, sent) in product(FORMS, refused):
        assert post(browser, path, cookie, **sent).status_code == status, (path, sent)
    assert who_is(cookie.partition("=")[2].partition(";")[0])


def test_what_our_own_pages_send_is_taken(browser: TestClient, cookie: str) -> None:
    for path in FORMS:
        assert post(browser, path, cookie, data={"language": "en"}).status_code == 303, path


def test_a_get_posts_nothing(browser: TestClient, cookie: str) -> None:
    for path in POSTS:
        browser.get(path, headers={"Cookie": cookie})
    assert who_is(cookie.partition("=")[2].partition(";")[0])
