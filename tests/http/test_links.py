"""Forgot, sign-up, reset over HTTP: hosts, origins, cookies, floods; nothing tells who is known."""

import statistics
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from models.customers import Customer, Door, Login, SecondStep
from models.messages import Message
from models.single_use_links import AskedFor, LinkPurpose, LinkRequest, SingleUseLink
from portal_app.http import compose, passwords, policy
from portal_app.http.buckets import Buckets
from services import links
from services.database import reading, unit_of_work
from services.links.asking import ask
from services.logins import Visit
from services.sessions import cookie_name, link_cookie_name, who_is
from tests.support.agents import agent_cookie
from tests.support.borrowers import borrower, entered
from tests.support.mailbox import mails, path_in, token_in, work

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
MARIA, NOBODY = "maria@example.com", "nobody@example.com"
NEW = "plum orbit canvas"
ROUNDS = 5


@pytest.fixture
def browser(portal_db: Engine) -> Iterator[TestClient]:
    """Keeps no cookie by itself: they are Secure. Tests send them."""
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()
    borrower(MARIA, SecondStep.NONE)
    yield TestClient(compose(HTMLResponse("<p>page")), base_url=BASE, follow_redirects=False)
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()


def post(browser: TestClient, path: str, headers: dict[str, str] | None = None, **fields: str):
    answer = browser.post(path, data=fields, headers=OWN | (headers or {}))
    browser.cookies.clear()
    return answer


def link(email: str = MARIA, door: Door = Door.PORTAL) -> str:
    ask(email, AskedFor.FORGOT, Visit(), door)
    return token_in(mails(email)[0])


def with_link(token: str, door: Door = Door.PORTAL) -> dict[str, str]:
    return {"Cookie": f"{link_cookie_name(door)}={token}"}


def session_in(answer) -> str:
    """The session's token that an answer sets, or ""."""
    for line in answer.headers.get_list("set-cookie"):
        name, _, rest = line.partition("=")
        if name == cookie_name():
            return rest.partition(";")[0]
    return ""


@pytest.mark.parametrize(
    ("path", "page"), [("/session/forgot", "/forgot"), ("/session/sign-up", "/signup")]
)
def test_the_answer_is_the_same_whoever_asks(browser: TestClient, path: str, page: str) -> None:
    answers = [
        post(browser, path, email=email, language="es")
        for email in (MARIA, NOBODY, "no address", "", "m\u0430ria@example.com")
    ]
    assert {answer.headers["location"] for answer in answers} == {f"/es{page}/#sent"}
    assert len({(a.status_code, a.content, tuple(sorted(a.headers.items()))) for a in answers}) == 1


def test_the_answer_takes_the_same_time_whoever_asks(browser: TestClient) -> None:
    """A wide margin, and the fairest of a few rounds, as the machine does other things as well:
    the statements are counted in tests/services/test_forgot.py.
    """
    ratios: list[float] = []
    while len(ratios) < ROUNDS and not any(0.6 < ratio < 1.67 for ratio in ratios):
        ratios.append(_known_over_unknown(browser, f"{len(ratios)}.example.com"))
    assert any(0.6 < ratio < 1.67 for ratio in ratios), ratios


def _known_over_unknown(browser: TestClient, host: str) -> float:
    for number in range(40):
        borrower(f"known{number}@{host}")
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(40):
        for kind, times in took.items():
            began = time.perf_counter()
            post(browser, "/session/forgot", email=f"{kind}{number}@{host}")
            times.append(time.perf_counter() - began)
    known, unknown = (statistics.median(times) for times in took.values())
    return known / unknown


@pytest.mark.parametrize("host", ["evil.example", "localhost:8000@evil.example", "evil.example:80"])
def test_a_link_never_follows_the_host(browser: TestClient, host: str) -> None:
    headers = {"Host": host, "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    assert post(browser, "/session/forgot", headers, email=MARIA).status_code == 421
    forwarded = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    post(browser, "/session/forgot", forwarded, email=MARIA)
    (mail,) = mails(MARIA)
    assert "evil" not in mail.text + mail.html
    assert f"{BASE}/reset/" in mail.text


@pytest.mark.parametrize(
    "email",
    ["maria@example.com\r\nBcc: thief@evil.example", "maria@example.com%0d%0aBcc:x@evil.example"],
)
def test_no_header_is_put_into_a_mail(browser: TestClient, email: str) -> None:
    post(browser, "/session/forgot", email=email)
    work()
    with reading() as session:
        assert session.exec(select(Message)).all() == []


@pytest.mark.parametrize("path", ["/session/forgot", "/session/sign-up", "/session/set-password"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:8001"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_posts_of_other_sites_do_nothing(
    browser: TestClient, path: str, headers: dict[str, str]
) -> None:
    token = link()
    answer = post(browser, path, headers | with_link(token), email=MARIA, password=NEW)
    assert answer.status_code == 403
    with reading() as session:
        assert session.exec(select(LinkRequest)).all() == []
        assert session.exec(select(SingleUseLink)).one().used_at is None


def test_a_flood_is_told_so_the_same_whoever_asks(browser: TestClient) -> None:
    for number in range(6):
        for email in (MARIA, NOBODY):
            ask(email, AskedFor.FORGOT, Visit(f"203.0.113.{number}"))
    answers = [post(browser, "/session/forgot", email=email) for email in (MARIA, NOBODY)]
    assert {answer.headers["location"] for answer in answers} == {"/forgot/#locked"}


def test_opening_a_link_moves_its_token_into_a_cookie(browser: TestClient) -> None:
    ask(MARIA, AskedFor.FORGOT, Visit(language="es"))
    path = path_in(mails(MARIA)[0])
    for _ in range(2):  # a mail scanner before the reader
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/es/reset/")
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"{link_cookie_name()}={path.rpartition('/')[2]};")
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "secure", "samesite=lax", "max-age=1800", "path=/"} <= attributes
    with reading() as session:
        assert session.exec(select(SingleUseLink)).one().used_at is None


@pytest.mark.parametrize(
    "path",
    ["/reset/x", f"/reset/{'x' * 43}", "/reset/%0d%0aSet-Cookie:a=b"],
)
def test_a_dead_link_says_so(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/forgot/#dead")
    assert "set-cookie" not in answer.headers


def test_a_link_opens_one_door(browser: TestClient) -> None:
    agent_cookie()
    own, agents = link(), link("administrator@lender.example", Door.LMS)
    assert browser.get(f"/reset/{agents}").headers["location"] == "/forgot/#dead"
    assert browser.get(f"/lms/reset/{own}").headers["location"] == "/lms/forgot/#dead"
    assert browser.get(f"/lms/reset/{agents}").headers["location"] == "/lms/reset/"
    for path, token, door, page in (
        ("/session/set-password", agents, Door.PORTAL, "/forgot/#dead"),
        ("/lms/session/set-password", own, Door.LMS, "/lms/forgot/#dead"),
        ("/lms/session/set-password", agents, Door.LMS, "/lms/login/setup/#authenticator"),
    ):
        answer = post(browser, path, with_link(token, door), password=NEW)
        assert answer.headers["location"] == page


def test_a_reset_ends_the_other_sessions_and_enters(browser: TestClient) -> None:
    theirs, token = entered(MARIA), link()
    answer = post(browser, "/session/set-password", with_link(token), password=NEW)
    assert answer.headers["location"] == "/accounts/"
    assert who_is(session_in(answer))
    assert who_is(theirs) is None
    gone = [line for line in answer.headers.get_list("set-cookie") if "Max-Age=0" in line]
    assert any(line.startswith(link_cookie_name()) for line in gone)
    again = post(browser, "/session/set-password", with_link(token), password=NEW)
    assert again.headers["location"] == "/forgot/#dead"


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "/lms/customers/"]
)
def test_a_reset_leads_nowhere_else(browser: TestClient, to: str) -> None:
    answer = post(browser, "/session/set-password", with_link(link()), password=NEW, next=to)
    assert answer.headers["location"] == "/accounts/"


@pytest.mark.parametrize(
    ("password", "notice"),
    [
        ("", "short-15"),
        ("tea4Plum", "short-15"),
        ("password12345678", "common"),
        ("Maria-Reyes-2026", "about-you"),
        ("abcdefghijklmnop", "easy"),
        ("x" * 257, "long"),
        ("x" * 10_000, "long"),
        ("ñ" * 10_000, "long"),
    ],
)
def test_a_weak_password_is_refused_in_words(
    browser: TestClient, password: str, notice: str
) -> None:
    token = link()
    headers = with_link(token) | {"Referer": f"{BASE}/es/reset/"}
    answer = post(browser, "/session/set-password", headers, password=password, language="es")
    assert answer.headers["location"] == f"/es/reset/#{notice}"
    assert session_in(answer) == ""
    assert browser.get(f"/reset/{token}").headers["location"] == "/reset/"


def test_without_a_link_nothing_is_set(browser: TestClient) -> None:
    session = {"Cookie": f"{cookie_name()}={entered(MARIA)}"}
    for headers in ({}, session, with_link("x" * 43)):
        answer = post(browser, "/session/set-password", headers, password=NEW)
        assert answer.headers["location"] == "/forgot/#dead"


def test_who_reads_the_mail_alone_is_sent_to_the_lender(browser: TestClient) -> None:
    borrower("erin@example.com", SecondStep.EMAIL)
    token = link("erin@example.com")
    assert browser.get(f"/reset/{token}").headers["location"] == "/forgot/#call"
    answer = post(browser, "/session/set-password", with_link(token), password=NEW)
    assert answer.headers["location"] == "/forgot/#call"


def test_a_link_to_confirm_an_email_is_no_reset(browser: TestClient) -> None:
    with unit_of_work() as session:
        maria = session.exec(select(Login)).one()
        purpose = LinkPurpose.CONFIRM_EMAIL
        address = links.make_link(session, purpose, login=maria, email="new@example.com")
    token = address.rpartition("/")[2]
    assert browser.get(f"/reset/{token}").headers["location"] == "/forgot/#dead"
    assert browser.get(f"/confirm-email/{token}").headers["location"] == "/confirm-email/"
    answer = post(browser, "/session/set-password", with_link(token), password=NEW)
    assert answer.headers["location"] == "/forgot/#dead"


def test_a_meter_judges_by_the_rules_of_the_link_or_the_session(browser: TestClient) -> None:
    link_cookie, session = with_link(link()), {"Cookie": f"{cookie_name()}={entered(MARIA)}"}
    for headers in (link_cookie, session):
        answer = post(browser, "/session/judge-password", headers, password="tea4Plum")
        assert answer.json() == {"problem": "short", "shortest": 15, "strength": 0}
        assert answer.headers["cache-control"] == "no-store"
        good = post(browser, "/session/judge-password", headers, password=NEW)
        assert (good.json()["problem"], good.json()["strength"]) == ("", 4)
    assert post(browser, "/session/judge-password", password=NEW).status_code == 403
    evil = link_cookie | {"Origin": "https://evil.example"}
    assert post(browser, "/session/judge-password", evil, password=NEW).status_code == 403


def test_a_meter_has_a_limit(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_judging", Buckets(lambda: 0.0, 2.0, 3.0))
    headers = with_link(link())
    statuses = [
        post(browser, "/session/judge-password", headers, password=NEW).status_code
        for _ in range(4)
    ]
    assert statuses == [200, 200, 200, 429]


def test_a_customer_signs_up_and_is_in(browser: TestClient) -> None:
    with unit_of_work() as session:
        session.add(
            Customer(
                first_name="Nina",
                last_name="Costa",
                email="nina@example.com",
                portal_access=True,
                second_step=SecondStep.NONE,
            )
        )
    post(browser, "/session/sign-up", email=" Nina@Example.com", language="es")
    token = path_in(mails("nina@example.com")[0]).rpartition("/")[2]
    answer = post(browser, "/session/set-password", with_link(token), password=NEW, language="es")
    assert answer.headers["location"] == "/es/accounts/"
    subject = who_is(session_in(answer))
    assert subject
    assert subject.name == "Nina Costa"
    assert subject.language == "es"
