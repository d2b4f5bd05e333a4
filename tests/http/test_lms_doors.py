"""A borrower's session opens nothing in the LMS, an agent's nothing in the portal."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from models.customers import Door
from portal_app.http import compose, policy
from portal_app.http.guard import visitors
from portal_app.routes import LMS_CUSTOMERS, LMS_RECOVERY_CODES, LMS_SETTINGS
from services.database import reading, unit_of_work
from services.second_steps import recovery
from services.sessions import agent_for, cookie_name, subject_for, which_agent, who_is
from tests.support.agents import agent_cookie
from tests.support.borrowers import borrower, entered

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client(portal_db: Engine) -> Iterator[TestClient]:
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()
    yield TestClient(compose(HTMLResponse("<p>page")), base_url=BASE, follow_redirects=False)
    policy._fixed.cache_clear()
    policy.content_security_policy.cache_clear()


def borrowers_token() -> str:
    borrower("maria@example.com")
    return entered("maria@example.com")


def agents_token() -> str:
    return agent_cookie().partition("=")[2]


@pytest.mark.parametrize("page", [LMS_CUSTOMERS, f"{LMS_CUSTOMERS}/1", LMS_SETTINGS])
def test_a_borrowers_session_opens_no_page_of_the_lms(client: TestClient, page: str) -> None:
    token = borrowers_token()
    for door in Door:
        headers = {"Cookie": f"{cookie_name(door)}={token}"}
        answer = client.get(f"{page}/", headers=headers)
        assert (answer.status_code, answer.headers["location"]) == (303, "/lms/login/")


@pytest.mark.parametrize("page", ["/accounts", "/accounts/L-1", "/profile/recovery-codes"])
def test_an_agents_session_opens_no_page_of_the_portal(client: TestClient, page: str) -> None:
    token = agents_token()
    for door in Door:
        headers = {"Cookie": f"{cookie_name(door)}={token}"}
        answer = client.get(f"{page}/", headers=headers)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login/")


def test_its_own_door_lets_each_in(client: TestClient) -> None:
    agent = {"Cookie": agent_cookie()}
    assert client.get(f"{LMS_CUSTOMERS}/", headers=agent).status_code == 200
    assert client.get("/lms/", headers=agent).headers["location"] == f"{LMS_CUSTOMERS}/"
    assert client.get("/lms/login/", headers=agent).headers["location"] == f"{LMS_CUSTOMERS}/"
    assert client.get("/es/lms/customers/", headers=agent).headers["location"] == "/lms/customers/"


def test_no_look_up_takes_the_others_token(client: TestClient) -> None:
    borrowers, agents = borrowers_token(), agents_token()
    assert which_agent(borrowers) is None
    assert who_is(agents) is None
    with reading() as session:
        assert agent_for(session, borrowers) is None
        assert subject_for(session, agents) is None
    swapped = f"{cookie_name(Door.LMS)}={borrowers}; {cookie_name()}={agents}"
    found = visitors(swapped)
    assert (found.borrower, found.agent) == (None, None)


def test_an_agents_log_out_leaves_the_borrowers_session(client: TestClient) -> None:
    borrowers, agents = borrowers_token(), agents_token()
    both = {"Cookie": f"{cookie_name()}={borrowers}; {cookie_name(Door.LMS)}={agents}"}
    answer = client.post("/lms/session/log-out", data={"language": "en"}, headers=OWN | both)
    assert answer.headers["location"] == "/lms/login/"
    assert which_agent(agents) is None
    assert who_is(borrowers) is not None


def test_recovery_codes_are_shown_at_their_own_door_only(client: TestClient) -> None:
    agents = agents_token()
    agent = which_agent(agents)
    assert agent is not None
    with unit_of_work() as session:
        recovery.renew(session, agent.login_id)
    headers = {"Cookie": f"{cookie_name(Door.LMS)}={agents}"}
    file = client.get("/lms/session/recovery-codes.txt", headers=headers)
    assert len(file.text.splitlines()) == 10
    assert client.get("/session/recovery-codes.txt", headers=headers).status_code == 404
    assert client.get(f"{LMS_RECOVERY_CODES}/", headers=headers).status_code == 200
    saved = client.post(
        "/lms/session/recovery-codes-saved", data={"language": "en"}, headers=OWN | headers
    )
    assert saved.headers["location"] == f"{LMS_CUSTOMERS}/"
    assert client.get("/lms/session/recovery-codes.txt", headers=headers).status_code == 404
