"""Files for one reader: whose they are, how they leave, what a refusal says."""

from asyncio import gather
from collections.abc import Iterator
from datetime import date
from threading import Barrier, Lock

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Router
from starlette.testclient import TestClient

from models.accounts import Account, AccountKind, AccountLink, Product
from models.customers import Login
from portal_app.http.downloads import (
    AT_ONCE,
    Download,
    agents_file_route,
    disposition,
    file_route,
)
from portal_app.http.policy import Headers
from services.accounts.repository import account_for
from services.database import reading, unit_of_work
from services.errors import Busy, NotAllowed
from services.faults import Fault
from services.language import _
from services.roles import AgentRole
from services.sessions import cookie_name, end
from services.subject import AgentSubject, Subject
from tests.support.agents import agent_cookie
from tests.support.aio import run
from tests.support.borrowers import borrower, entered

PATH = "/accounts/{number:path}/paper"
made: list[str] = []


def paper(subject: Subject, request: Request) -> Download:
    with reading() as session:
        found = account_for(session, subject, request.path_params["number"])
    return Download(f"{found.number}.csv", "text/csv", pieces(found.number))


def pieces(number: str) -> Iterator[str]:
    made.append(number)
    yield _("Accounts")
    yield number


def broken(subject: Subject, request: Request) -> Download:
    def late() -> Iterator[str]:
        yield "half"
        raise ZeroDivisionError("4242 4242 4242 4242")

    kind = request.query_params.get("kind")
    if kind == "late":
        return Download("x", "text/plain", late())
    raise Busy if kind == "busy" else ZeroDivisionError("4242 4242 4242 4242")


def refused(agent: AgentSubject, request: Request) -> Download:
    def all_pieces() -> Iterator[str]:
        raise NotAllowed(AgentRole.ADMINISTRATOR)
        yield ""

    return Download("x", "text/plain", all_pieces())


def whole(subject: Subject, request: Request) -> Download:
    return Download("Año 2026\u202egpj.pdf", "application/pdf", b"%PDF-", inline=True)


class Counted:
    """How many are made at the same time; each waits until as many are as may be."""

    def __init__(self) -> None:
        self.now, self.most = 0, 0
        self._lock, self._full = Lock(), Barrier(AT_ONCE)

    def __call__(self, subject: Subject, request: Request) -> Download:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self._full.wait(120)
        with self._lock:
            self.now -= 1
        return Download("x", "text/plain", b"x")


ROUTES = [
    *file_route(PATH, paper),
    *file_route("/broken", broken),
    *file_route("/whole", whole),
    *agents_file_route("/lms/refused", refused),
]


@pytest.fixture
def client(portal_db: Engine) -> TestClient:
    made.clear()
    app = Headers(Router(routes=ROUTES, default=Starlette()))
    browser = TestClient(app, base_url="http://localhost:8000", follow_redirects=False)
    borrower("maria@example.com")
    borrower("luis@example.com")
    own("maria@example.com", "L-1")
    own("luis@example.com", "L-2")
    own("maria@example.com", "A/B")
    return browser


def own(email: str, number: str) -> None:
    with unit_of_work() as session:
        login = session.exec(select(Login).where(Login.email == email)).one()
        product = Product(code=number, name="Loan", kind=AccountKind.PERSONAL_LOAN)
        session.add(product)
        session.flush()
        account = Account(
            number=number,
            product_id=product.id or 0,
            kind=product.kind,
            opened_on=date(2026, 1, 1),
        )
        session.add(account)
        session.flush()
        session.add(AccountLink(customer_id=login.customer_id or 0, account_id=account.id or 0))


def maria() -> dict[str, str]:
    return {"Cookie": f"{cookie_name()}={entered('maria@example.com')}"}


def test_its_owner_gets_it_and_no_cache_keeps_it(client: TestClient) -> None:
    answer = client.get("/accounts/L-1/paper", headers=maria())
    assert (answer.status_code, answer.text) == (200, "AccountsL-1")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["content-disposition"].startswith('attachment; filename="L-1.csv"')
    spanish = client.get("/es/accounts/L-1/paper", headers=maria())
    assert spanish.text == "CuentasL-1"
    assert client.get("/accounts/A%2FB/paper", headers=maria()).status_code == 200


def test_one_that_is_looked_at_shows_in_our_pages_only(client: TestClient) -> None:
    answer = client.get("/whole", headers=maria())
    assert answer.content == b"%PDF-"
    assert answer.headers["content-length"] == "5"
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    name = "inline; filename=\"A_o 2026gpj.pdf\"; filename*=UTF-8''A%C3%B1o%202026gpj.pdf"
    assert answer.headers["content-disposition"] == name


@pytest.mark.parametrize(
    "number",
    ["L-2", "L-9", "", "L-1/../L-2", "%00", "L-1%00", "%ED%A0%80", "9" * 500, "' OR 1=1 --", "%2e"],
)
def test_foreign_missing_and_hostile_numbers_get_one_answer(
    client: TestClient, number: str
) -> None:
    headers = maria()
    answers = [client.get(f"/accounts/{one}/paper", headers=headers) for one in ("L-9", number)]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].headers == answers[1].headers
    assert answers[0].text == answers[1].text or answers[1].text == "Not Found"
    assert made == []


def test_without_web_access_it_does_not_exist(client: TestClient) -> None:
    headers = maria()
    with unit_of_work() as session:
        for link in session.exec(select(AccountLink)):
            link.web_access = False
    assert client.get("/accounts/L-1/paper", headers=headers).status_code == 404


def test_no_session_leads_to_the_log_in(client: TestClient) -> None:
    token = entered("maria@example.com")
    agents = agent_cookie()
    with unit_of_work() as session:
        end(session, token)
    wrong_door = f"{cookie_name()}={agents.partition('=')[2]}"
    for cookie in ("", "x=y", f"{cookie_name()}={token}", agents, wrong_door):
        answer = client.get("/accounts/L-1/paper", headers={"Cookie": cookie})
        assert (answer.status_code, answer.headers["location"]) == (303, "/login/#ended")
        assert answer.headers["cache-control"] == "no-store"
    spanish = client.get("/es/accounts/L-1/paper")
    assert spanish.headers["location"] == "/es/login/#ended"
    assert client.get("/lms/refused", headers=maria()).headers["location"] == "/lms/login/#ended"
    assert made == []


def test_other_sites_are_refused(client: TestClient) -> None:
    for site in ("cross-site", "same-site", "anything"):
        answer = client.get("/accounts/L-1/paper", headers=maria() | {"Sec-Fetch-Site": site})
        assert (answer.status_code, answer.text) == (403, "")
    for site in ("same-origin", "none"):
        headers = maria() | {"Sec-Fetch-Site": site}
        assert client.get("/accounts/L-1/paper", headers=headers).status_code == 200


def test_head_says_what_get_would_and_makes_nothing(client: TestClient) -> None:
    headers = maria()
    answer = client.head("/accounts/L-1/paper", headers=headers)
    assert (answer.status_code, answer.content, made) == (200, b"", [])
    assert answer.headers["content-disposition"].startswith("attachment")
    assert client.head("/accounts/L-2/paper", headers=headers).status_code == 404
    assert client.head("/accounts/L-1/paper").status_code == 303
    assert client.head("/whole", headers=headers).headers["content-length"] == "5"
    for verb in ("POST", "PUT", "DELETE"):
        assert client.request(verb, "/whole", headers=headers).status_code == 405


def test_what_fails_says_so_and_tells_nothing_else(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    headers = maria()
    assert client.get("/broken?kind=busy", headers=headers).status_code == 503
    fault = client.get("/broken", headers=headers)
    assert fault.status_code == 500
    assert "Reference: " in fault.text
    assert "4242" not in fault.text + caplog.text
    with pytest.raises(Fault) as torn:
        client.get("/broken?kind=late", headers=headers)
    assert "4242" not in str(torn.value) + caplog.text
    agent = client.get("/lms/refused", headers={"Cookie": agent_cookie()})
    assert (agent.status_code, agent.headers["cache-control"]) == (403, "no-store")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "etcpasswd"),
        ('a"; filename="b.exe', "a; filename=b.exe"),
        ("a\r\nSet-Cookie: x=y", "aSet-Cookie x=y"),
        ("\ud800\u202e.", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_for_display(name: str, plain: str) -> None:
    assert disposition(name).startswith(f'attachment; filename="{plain}"; ')


def test_a_session_cannot_take_all_threads(portal_db: Engine) -> None:
    borrower("maria@example.com")
    counted, cookies = Counted(), maria()
    app = Starlette(routes=file_route("/counted", counted))

    async def ask() -> list[int]:
        transport = ASGITransport(app)
        async with AsyncClient(transport=transport, base_url="http://localhost:8000") as browser:
            asked = [browser.get("/counted", headers=cookies) for _ in range(3 * AT_ONCE)]
            return [answer.status_code for answer in await gather(*asked)]

    assert run(ask()) == [200] * 3 * AT_ONCE
    assert counted.most == AT_ONCE
