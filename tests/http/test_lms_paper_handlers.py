"""The page *Paper* of the LMS and its PDFs: nothing without the role or from hostile JSON."""

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Router
from starlette.testclient import TestClient

from models.audit import AuditEntry
from models.paper import PaperLetter
from portal_app.http.paper import ROUTES
from portal_app.portal_app import app
from services import business_date, ledger
from services.database import reading, unit_of_work
from services.roles import AgentRole
from services.sessions import cookie_name
from state.lms.paper import PaperState
from tests.http.test_handlers_without_guard import HOSTILE, call, tab
from tests.support.agents import agent_cookie
from tests.support.aio import run
from tests.support.borrowers import borrower, entered
from tests.support.lines import boarded_line, borrower_of, day

OURS = sorted(
    name
    for name in RegistrationContext.get().event_handlers
    if "____lms_paper" in name.replace("___paper", "_paper") or "lms___paper" in name
)


def named(tail: str) -> str:
    (found,) = (one for one in OURS if one.endswith(f".{tail}"))
    return found


def letter() -> PaperLetter:
    with reading() as session:
        return session.exec(select(PaperLetter)).one()


@pytest.fixture
def waits(portal_db: Engine) -> int:
    """Id of the one letter: a statement of Maria Reyes."""
    with unit_of_work() as session:
        business_date.freeze_at(session, day(31))
        line = boarded_line(session)
        borrower_of(session, line)
        ledger.close_account(session, line, day(31))
    return letter().id or 0


@pytest.fixture
def client() -> TestClient:
    router = Router(routes=ROUTES, default=Starlette())
    return TestClient(router, base_url="http://localhost:8000", follow_redirects=False)


def test_there_are_handlers_to_try() -> None:
    assert app
    assert len(OURS) >= 7


@pytest.mark.parametrize("name", OURS)
def test_hostile_values_change_nothing(waits: int, name: str) -> None:
    cookie = agent_cookie()
    for value in (*HOSTILE, 2**70, "\ud800", [waits], {"letter": waits}, str(waits), float(waits)):
        run(call(tab(cookie), name, value))
    assert letter().mailed_at is None


@pytest.mark.parametrize("name", OURS)
def test_a_stranger_is_told_nothing(waits: int, name: str) -> None:
    assert "Maria" not in run(call(tab(""), name, waits))
    assert letter().mailed_at is None


def test_a_viewer_looks_and_marks_nothing(waits: int) -> None:
    viewer = agent_cookie(AgentRole.VIEWER)
    assert "Maria Reyes" in run(call(tab(viewer), named("load")))
    assert "Your role does not allow this" in run(call(tab(viewer), named("mark"), waits))
    assert letter().mailed_at is None
    with reading() as session:
        assert "lms:paper:refused" in session.exec(select(AuditEntry.action)).all()


def test_what_was_chosen_is_marked_and_leaves_the_list(waits: int) -> None:
    async def mark() -> tuple[PaperState, PaperState]:
        root = tab(agent_cookie(AgentRole.SERVICER))
        await call(root, named("load"))
        state = await root.get_state(PaperState)
        state.choose(waits + 1, True)  # pyright: ignore[reportCallIssue]
        assert state.chosen == ()
        await call(root, named("mark_chosen"))
        assert (state.problem, state.printed) == ("Choose what was mailed.", "")
        state.choose(waits, True)  # pyright: ignore[reportCallIssue]
        assert state.printed == f"/lms/paper/{waits}.pdf"
        await call(root, named("mark_chosen"))
        return state, await root.get_state(PaperState)

    state, _same = run(mark())
    assert (state.found.rows, state.chosen) == ((), ())
    assert state.done == "1 letter is marked as mailed."
    assert letter().mailed_at is not None
    assert state.may_undo
    again = run(call(tab(agent_cookie()), named("mark"), waits))
    assert "Marked already, by somebody else." in again


def test_only_what_was_marked_here_and_last_is_taken_back(waits: int) -> None:
    async def marked_and_undone() -> PaperState:
        root = tab(agent_cookie(AgentRole.SERVICER))
        state = await root.get_state(PaperState)
        await call(root, named("mark"), waits)
        assert letter().mailed_at is not None
        await call(tab(agent_cookie()), named("undo"))
        assert letter().mailed_at is not None
        await call(root, named("undo"))
        return state

    state = run(marked_and_undone())
    assert letter().mailed_at is None
    assert (state.done, state.may_undo) == ("1 letter is to be mailed again.", False)
    assert [row.id for row in state.found.rows] == [waits]


def test_the_pdf_is_for_agents_of_any_role(waits: int, client: TestClient) -> None:
    address = f"/lms/paper/{waits}.pdf"
    assert client.get(address).status_code == 303
    borrower("luis@example.com")
    theirs = {"Cookie": f"{cookie_name()}={entered('luis@example.com')}"}
    assert client.get(address, headers=theirs).status_code == 303
    client.headers["Cookie"] = agent_cookie(AgentRole.VIEWER)
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert b"/Lang(es-US)" in answer.content
    assert client.get(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    for other in ("0", str(waits + 1), "%00", "1e3", "9" * 40, "-1"):
        assert client.get(f"/lms/paper/{other}.pdf").status_code == 404
