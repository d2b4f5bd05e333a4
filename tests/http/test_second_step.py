"""The second step over HTTP, at both doors: posts, cookies, notices, what is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import time

import pytest
from httpx import Response
from sqlalchemy import Engine
from sqlmodel import select
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from models.agents import Agent, AgentRole
from models.customers import Customer, Door, Login, SecondStep
from models.second_steps import PendingLogIn
from models.sessions import Session as SessionRow
from portal_app.http import compose, policy
from portal_app.toolchain import ROOT
from services.database import reading, unit_of_work
from services.second_steps import authenticator
from services.sessions import cookie_name, device_cookie_name, pending_cookie_name
from tests.support.borrowers import PASSWORD, borrower
from tests.support.second_steps import (
    PHONE,
    SECRET,
    Clock,
    by_authenticator,
    by_email,
    by_sms,
    clock,
    other_code,
    quick_passwords,
    sent_to,
)

__all__ = ["clock", "quick_passwords"]
BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
SAM, ERIN, TINA, ALEX = (f"{n}@example.com" for n in ("sam", "erin", "tina", "alex"))
ADA = "ada@lender.example"
POSTS = ("verify", "send-again", "another-way", "set-up", "add-phone")


@dataclass
class Browser:
    """Keeps cookies by name; the client itself would keep none that are Secure."""

    client: TestClient
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Response:
        return self._seen(self.client.get(path, headers=self._cookie()))

    def post(self, path: str, headers: dict[str, str] = OWN, **fields: str) -> str:
        """Where it leads, or the status when that is no redirect."""
        answer = self.client.post(
            path, data={"language": "en"} | fields, headers=headers | self._cookie()
        )
        self._seen(answer)
        return answer.headers.get("location", str(answer.status_code))

    def log_in(self, email: str, door: str = "", **fields: str) -> str:
        form = {"email": email, "password": PASSWORD, **fields}
        return self.post(f"{door}/session/log-in", OWN, **form)

    def has(self, name: str) -> bool:
        return bool(self.cookies.get(name))

    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items() if v)}

    def _seen(self, answer: Response) -> Response:
        for line in answer.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            self.cookies[name] = "" if "Max-Age=0" in line else rest.partition(";")[0]
            if name.startswith("__Host-"):
                attributes = line.lower()
                assert all(one in attributes for one in ("httponly", "secure", "samesite=lax"))
        self.client.cookies.clear()
        return answer


@pytest.fixture
def client(portal_db: Engine, quick_passwords: None) -> Iterator[TestClient]:
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()
    yield TestClient(compose(HTMLResponse("<p>page")), base_url=BASE, follow_redirects=False)
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()


@pytest.fixture
def browser(client: TestClient) -> Browser:
    return Browser(client)


def agent(set_up: bool) -> None:
    with unit_of_work() as session:
        row = Agent(name="Ada Admin", role=AgentRole.ADMINISTRATOR)
        session.add(row)
        session.flush()
        login = Login(door=Door.LMS, agent_id=row.id, email=ADA, password_hash="x")
        session.add(login)
        session.flush()
        if set_up:
            authenticator.replace(session, login.id or 0, SECRET)


def pending(door: Door = Door.PORTAL) -> str:
    return pending_cookie_name(door)


def open_sessions() -> int:
    with reading() as session:
        return len(session.exec(select(SessionRow)).all())


def test_sms_from_the_password_to_the_accounts(browser: Browser) -> None:
    by_sms()
    assert browser.log_in(SAM, next="/accounts/L-1/") == "/login/verify/#sms"
    assert browser.has(pending())
    assert not browser.has(cookie_name())
    before = browser.cookies[pending()]
    assert browser.get("/login/verify/").status_code == 200
    (code,) = sent_to(PHONE)
    assert browser.post("/session/verify", code=f"{code[:3]} {code[3:]}") == "/accounts/L-1/"
    assert browser.has(cookie_name())
    assert not browser.has(pending())
    assert browser.cookies[cookie_name()] != before
    assert browser.get("/accounts/").status_code == 200


def test_email_in_spanish(browser: Browser) -> None:
    by_email()
    assert browser.log_in(ERIN, language="es") == "/es/login/verify/#email"
    (code,) = sent_to(ERIN)
    wrong = other_code(code)
    assert browser.post("/session/verify", code=wrong, language="es") == "/es/login/verify/#wrong"
    assert browser.post("/session/verify", code=code, language="es") == "/es/accounts/"


def test_while_it_is_pending_nothing_opens(browser: Browser) -> None:
    by_sms()
    browser.log_in(SAM)
    assert browser.get("/accounts/").headers["location"] == "/login/"
    assert browser.get("/profile/recovery-codes/").headers["location"] == "/login/"
    assert browser.get("/session/recovery-codes.txt").status_code == 404
    assert browser.post("/session/recovery-codes-saved") == "/login/#ended"
    browser.cookies[cookie_name()] = browser.cookies[pending()]
    assert browser.get("/accounts/").headers["location"] == "/login/"


@pytest.mark.parametrize("door", ["", "/lms"])
@pytest.mark.parametrize("path", POSTS)
def test_without_a_pending_log_in_every_post_leads_back(
    browser: Browser, door: str, path: str
) -> None:
    for token in ("", "x" * 43, "short"):
        browser.cookies = {pending(d): token for d in Door}
        assert browser.post(f"{door}/session/{path}", code="123456") == f"{door}/login/#ended"
    assert open_sessions() == 0


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {**OWN, "Sec-Fetch-Site": "cross-site"}]
)
def test_posts_of_other_sites_are_refused(
    browser: Browser, path: str, headers: dict[str, str]
) -> None:
    by_sms()
    browser.log_in(SAM)
    (code,) = sent_to(PHONE)
    assert browser.post(f"/session/{path}", headers, code=code, phone=PHONE) == "403"
    assert open_sessions() == 0
    assert len(sent_to(PHONE)) == 1


def test_a_pending_log_in_planted_by_someone_else_takes_no_code_of_mine(client: TestClient) -> None:
    by_sms()
    mallory, sam = Browser(client), Browser(client)
    mallory.log_in(SAM)
    sam.log_in(SAM)
    first, second = sent_to(PHONE)
    sam.cookies[pending()] = mallory.cookies[pending()]
    if first != second:
        assert sam.post("/session/verify", code=second) == "/login/verify/#wrong"
    assert open_sessions() == 0


def test_a_session_planted_before_is_replaced_and_ended(client: TestClient) -> None:
    by_sms()
    browser = Browser(client, {cookie_name(): "x" * 43})
    browser.log_in(SAM)
    browser.post("/session/verify", code=sent_to(PHONE)[0])
    first = browser.cookies[cookie_name()]
    assert first != "x" * 43
    browser.log_in(SAM)
    browser.post("/session/verify", code=sent_to(PHONE)[1])
    assert browser.cookies[cookie_name()] != first
    assert Browser(client, {cookie_name(): first}).get("/accounts/").status_code == 303


def ends(address: str, page: str) -> float:
    """Of the lock that a post was answered with."""
    found = re.fullmatch(rf"{page}\?until=(\d+)#locked", address)
    assert found, address
    return int(found[1])


def test_resend_too_soon_and_another_way(browser: Browser) -> None:
    by_sms()
    browser.log_in(SAM)
    assert browser.post("/session/send-again") == "/login/verify/#too-soon"
    assert browser.post("/session/another-way", method="email") == "/login/verify/#sms"
    assert browser.post("/session/another-way", method="'; drop") == "/login/verify/#sms"


def test_a_lock_says_how_long(browser: Browser) -> None:
    by_sms()
    browser.log_in(SAM)
    wrong = other_code(*sent_to(PHONE))
    before = time()
    *told, last = [browser.post("/session/verify", code=wrong) for _ in range(6)]
    assert told == ["/login/verify/#wrong"] * 5
    assert before < ends(last, "/login/verify/") <= time() + 301


def test_a_locked_password_says_when_it_ends(browser: Browser) -> None:
    form = {"email": "nobody@example.com", "password": "wrong"}
    for door, page in (("", "/login/"), ("/lms", "/lms/login/")):
        before = time()
        *told, last = [browser.post(f"{door}/session/log-in", **form) for _ in range(9)]
        assert told == [f"{page}#wrong"] * 8
        assert before < ends(last, page) <= time() + 15 * 60 + 1


def test_trusting_sets_a_cookie_that_spares_the_step(browser: Browser) -> None:
    by_sms()
    browser.log_in(SAM)
    browser.post("/session/verify", code=sent_to(PHONE)[0], trust="yes")
    assert browser.has(device_cookie_name())
    browser.post("/session/log-out")
    assert not browser.has(cookie_name())
    assert browser.log_in(SAM) == "/accounts/"


def test_set_up_with_the_picture_and_the_codes(browser: Browser, clock: Clock) -> None:
    borrower(ALEX, SecondStep.AUTHENTICATOR)
    assert browser.get("/session/authenticator.svg").status_code == 404
    assert browser.log_in(ALEX, next="/accounts/L-1/") == "/login/setup/#authenticator"
    picture = browser.get("/session/authenticator.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.headers["cache-control"] == "no-store"
    secret = _offered(ALEX)
    wrong = other_code(*(clock.code(ahead, secret) for ahead in (-1, 0, 1)))
    assert browser.post("/session/set-up", code=wrong) == "/login/setup/#wrong"
    to = browser.post("/session/set-up", code=clock.code(secret=secret))
    assert to == "/profile/recovery-codes/"
    assert browser.get("/session/authenticator.svg").status_code == 404
    file = browser.get("/session/recovery-codes.txt")
    assert len(file.text.split()) == 10
    assert "attachment" in file.headers["content-disposition"]
    assert browser.post("/session/recovery-codes-saved") == "/accounts/"
    assert browser.get("/session/recovery-codes.txt").status_code == 404


def _offered(email: str) -> str:
    with reading() as session:
        login = session.exec(select(Login).where(Login.email == email)).one()
        row = session.exec(select(PendingLogIn).where(PendingLogIn.login_id == login.id)).one()
        return authenticator.offer(session, login.id or 0, f"pending:{row.id}")


def test_a_phone_is_added(browser: Browser) -> None:
    borrower(SAM, SecondStep.SMS)
    assert browser.log_in(SAM) == "/login/phone/#sms"
    assert browser.post("/session/add-phone", phone="junk") == "/login/phone/#phone-wrong"
    assert browser.post("/session/add-phone", phone="202 555 0143") == "/login/verify/#sms"
    assert browser.post("/session/add-phone", phone="202 555 0144") == "/login/phone/#too-soon"
    assert browser.post("/session/verify", code=sent_to(PHONE)[0]) == "/accounts/"
    with reading() as session:
        assert session.exec(select(Customer.phone)).one() == PHONE


def test_an_agent_by_authenticator(browser: Browser, clock: Clock) -> None:
    agent(set_up=True)
    assert browser.log_in(ADA) == "/login/#wrong"
    assert browser.log_in(ADA, "/lms") == "/lms/login/verify/#authenticator"
    code = clock.code()
    assert browser.post("/session/verify", code=code) == "/login/#ended"
    assert browser.post("/lms/session/verify", code=code, trust="yes") == "/lms/customers/"
    assert browser.has(cookie_name(Door.LMS))
    assert not browser.has(device_cookie_name(Door.LMS))
    assert not browser.has(cookie_name())
    assert browser.get("/accounts/").headers["location"] == "/login/"


def test_an_agent_sets_up(browser: Browser, clock: Clock) -> None:
    agent(set_up=False)
    assert browser.log_in(ADA, "/lms") == "/lms/login/setup/#authenticator"
    assert browser.get("/session/authenticator.svg").status_code == 404
    assert browser.get("/lms/session/authenticator.svg").status_code == 200
    code = clock.code(secret=_offered(ADA))
    assert browser.post("/lms/session/set-up", code=code) == "/lms/recovery-codes/"
    assert browser.get("/session/recovery-codes.txt").status_code == 404
    assert len(browser.get("/lms/session/recovery-codes.txt").text.split()) == 10
    assert browser.post("/lms/session/recovery-codes-saved") == "/lms/customers/"


def test_a_borrowers_pending_log_in_opens_nothing_at_the_agents_door(browser: Browser) -> None:
    by_sms()
    browser.log_in(SAM)
    browser.cookies[pending(Door.LMS)] = browser.cookies[pending()]
    (code,) = sent_to(PHONE)
    assert browser.post("/lms/session/verify", code=code) == "/lms/login/#ended"
    assert browser.get("/lms/login/verify/").headers["location"] == "/lms/login/#ended"


def test_the_clock_is_told_after_two(browser: Browser, clock: Clock) -> None:
    by_authenticator()
    browser.log_in(TINA)
    first = clock.code(7)
    assert browser.post("/session/verify", code=first) == "/login/verify/#wrong"
    clock.counter += 1
    assert browser.post("/session/verify", code=clock.code(7)) == "/login/verify/#clock"


def test_every_notice_that_a_post_leads_to_is_on_its_page() -> None:
    source = (ROOT / "components/domain/second_step.py").read_text()
    on_page = set(re.findall(r'targeted_notice\(\s*"([a-z_-]+)"', source))
    posted = {"sms", "email", "authenticator", "recovery_code", "wrong", "clock", "disabled"}
    posted |= {"too-soon", "phone-wrong", "busy", "sent"}
    assert posted | {"ask-lender", "not-sent"} <= on_page
