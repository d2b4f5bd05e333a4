"""Log-in and log-out over HTTP, and where requests are sent, refused or marked."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from portal_app.http import compose, policy
from portal_app.http.posts import own_path
from portal_app.settings import get_settings
from services.sessions import cookie_name, who_is
from tests.support.borrowers import PASSWORD, borrower

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def browser(portal_db: Engine) -> Iterator[TestClient]:
    """The cookie is Secure, which this client would keep to itself: tests send it."""
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()
    borrower("maria@example.com")
    yield TestClient(compose(HTMLResponse("<p>page")), base_url=BASE, follow_redirects=False)
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()


def log_in(browser: TestClient, headers: dict[str, str] = OWN, **fields: str):
    form = {"email": "maria@example.com", "password": PASSWORD, **fields}
    answer = browser.post("/session/log-in", data=form, headers=headers)
    browser.cookies.clear()
    return answer


def cookies_of(answer) -> dict[str, str]:
    set_by_it = [line.partition(";")[0] for line in answer.headers.get_list("set-cookie")]
    return {"Cookie": "; ".join(set_by_it)}


def session_of(answer) -> dict[str, str]:
    token = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    return {"Cookie": f"{cookie_name()}={token}"}


def test_the_cookie_is_for_this_host_and_no_script(browser: TestClient) -> None:
    answer = log_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/accounts/")
    cookie = answer.headers.get_list("set-cookie")[0]
    assert cookie.startswith("__Host-portal-8000=")
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert attributes == {"httponly", "secure", "samesite=lax", "path=/", "max-age=86400"}


@pytest.mark.parametrize("email", ["maria@example.com", "nobody@example.com"])
def test_wrong_looks_the_same(browser: TestClient, email: str) -> None:
    answer = log_in(browser, email=email, password="no", language="es")
    assert answer.headers["location"] == "/es/login/#wrong"
    assert "set-cookie" not in answer.headers


def test_log_out_ends_the_session_and_clears_the_browser(browser: TestClient) -> None:
    cookie = session_of(log_in(browser))
    answer = browser.post("/session/log-out", data={"language": "en"}, headers=OWN | cookie)
    assert answer.headers["location"] == "/login/"
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    for forgotten in answer.headers.get_list("set-cookie"):  # a browser minds the rest of it
        assert forgotten.startswith("__Host-portal")
        assert {"max-age=0", "path=/", "secure"} <= set(forgotten.lower().split("; "))
    assert who_is(cookie["Cookie"].partition("=")[2]) is None


def test_a_browser_is_known_again_after_log_out(browser: TestClient) -> None:
    def kept(answer) -> str:
        (line,) = (one for one in answer.headers.get_list("set-cookie") if "-browser-" in one)
        assert {"httponly", "secure", "max-age=34560000"} <= set(line.lower().split("; "))
        return line.partition(";")[0]

    answer = log_in(browser)
    mine = kept(answer)
    headers = OWN | {"Cookie": f"{session_of(answer)['Cookie']}; {mine}"}
    left = browser.post("/session/log-out", data={"language": "en"}, headers=headers)
    assert "-browser-" not in "".join(left.headers.get_list("set-cookie"))
    assert kept(log_in(browser, OWN | {"Cookie": mine})) == mine
    assert kept(log_in(browser)) != mine


@pytest.mark.parametrize(
    "to",
    ["//evil.example", "///evil.example", "/\\evil.example", "/\t/evil", "javascript:1",
     "", "https://evil.example", "/%0d%0aX:1\r\nX", "evil", "/\x7f/evil", "/é", "/" + "x" * 500],
)  # fmt: skip
def test_next_stays_here(browser: TestClient, to: str) -> None:
    assert own_path(to) is None
    assert log_in(browser, next=to).headers["location"] == "/accounts/"


def test_next_is_followed(browser: TestClient) -> None:
    answer = log_in(browser, next="/accounts/L-1/?tab=summary")
    assert answer.headers["location"] == "/accounts/L-1/?tab=summary"


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/", "/login/"),
        ("/accounts/", "/login/"),
        ("/accounts", "/login/"),
        ("/es/accounts/L-1/", "/es/login/"),
    ],
)
def test_strangers_are_sent_to_log_in(browser: TestClient, path: str, to: str) -> None:
    assert browser.get(path).headers["location"] == to


def test_borrowers_are_sent_to_their_accounts(browser: TestClient) -> None:
    cookie = session_of(log_in(browser))
    for path in ("/", "/login/"):
        assert browser.get(path, headers=cookie).headers["location"] == "/accounts/"
    assert browser.get("/accounts/", headers=cookie).status_code == 200


def test_the_browsers_language_redirects_once(browser: TestClient) -> None:
    spanish = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.8"}
    first = browser.get("/privacy/", headers=spanish)
    assert first.headers["location"] == "/es/privacy/"
    assert "Accept-Language" in first.headers["vary"]
    again = browser.get("/privacy/", headers=spanish | {"Cookie": "portal-language-seen=es"})
    assert again.status_code == 200
    assert "Accept-Language" in again.headers["vary"]


def test_other_hosts_and_uploads_are_refused(browser: TestClient) -> None:
    assert browser.get("/login/", headers={"Host": "evil.example"}).status_code == 421
    moved = browser.get("/login/", headers={"Host": "127.0.0.1:8000"})
    assert moved.headers["location"] == f"{BASE}/login/"
    assert browser.get("/healthz", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    for path in ("/_upload", "/_upload/x"):
        assert browser.post(path, headers=OWN).status_code == 404


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1:8000", 401), ("localhost:8000", 401), ("evil.example", 421)]
)
def test_a_wallet_on_this_machine_reaches_its_door(
    browser: TestClient, host: str, status: int
) -> None:
    answer = browser.post("/webhooks/wallet", content=b"{}", headers={"Host": host})
    assert answer.status_code == status


def test_assets_are_kept_for_good_and_brand_is_css(browser: TestClient) -> None:
    assert "immutable" in browser.get("/assets/x-1a2b.js").headers["cache-control"]
    assert "--lender-name" in browser.get("/brand.css").text


@pytest.mark.parametrize("path", ["/dev/components", "/es/dev/components/"])
def test_demo_pages_exist_in_the_demo_only(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert browser.get(path).status_code == 200
    monkeypatch.setenv("PORTAL_DEMO", "0")
    get_settings.cache_clear()
    assert browser.get(path).status_code == 404


def test_log_in_leads_back_to_where_the_borrower_was_going(browser: TestClient) -> None:
    going = cookies_of(browser.get("/accounts/L-1/?tab=summary"))
    assert (
        log_in(browser, headers={**OWN, **going}).headers["location"]
        == "/accounts/L-1/?tab=summary"
    )


@pytest.mark.parametrize("to", ["//evil.example", "/lms/customers/", "https://evil.example/"])
def test_nothing_else_is_remembered(browser: TestClient, to: str) -> None:
    going = cookies_of(browser.get("/login/", params={"next": to}))
    assert log_in(browser, headers={**OWN, **going}).headers["location"] == "/accounts/"
