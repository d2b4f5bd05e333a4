"""The handlers that charge an account off: nothing without the role, a reason, an open dialog."""

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine
from sqlmodel import select

from models.accounts import Account, Lifecycle
from models.audit import AuditEntry
from portal_app.portal_app import app
from services.database import reading
from services.roles import AgentRole
from state.lms.charging_off import ChargingOffState
from tests.http.test_handlers_without_guard import HOSTILE, call, tab
from tests.support.agents import agent_cookie
from tests.support.aio import run
from tests.support.customers import customer, loan

OURS = sorted(
    name
    for name in RegistrationContext.get().event_handlers
    if "____charging_off_state." in name and not name.endswith(".setvar")
)
FORM = {"reason": "Cannot be found."}


def named(tail: str) -> str:
    (found,) = (one for one in OURS if one.endswith(f".{tail}"))
    return found


def lifecycle() -> Lifecycle:
    with reading() as session:
        return session.exec(select(Account.lifecycle)).one()


@pytest.fixture(autouse=True)
def loan_one(portal_db: Engine) -> None:
    loan("L-1", customer())


async def both(cookie: str, form: object = FORM, number: object = "L-1") -> str:
    """Open the dialog and confirm it; the state afterwards."""
    root = tab(cookie)
    await call(root, named("open"), number)
    return await call(root, named("charge_off"), form)


def test_there_are_handlers_to_try() -> None:
    assert app
    assert len(OURS) == 3


@pytest.mark.parametrize("name", OURS)
def test_hostile_values_charge_nothing_off(name: str) -> None:
    cookie = agent_cookie()
    for value in (*HOSTILE, {"reason": ["x"]}, {"reason": None}, "\ud800"):
        run(call(tab(cookie), name, value))
        if name == named("charge_off") and value != "L-1":
            run(both(cookie, value))
    assert lifecycle() is Lifecycle.OPEN


def test_a_stranger_is_told_nothing() -> None:
    assert "9,000" not in run(both(""))
    assert lifecycle() is Lifecycle.OPEN


def test_without_the_open_dialog_nothing_happens() -> None:
    run(call(tab(agent_cookie()), named("charge_off"), FORM))
    assert lifecycle() is Lifecycle.OPEN


def test_a_viewer_may_not() -> None:
    cookie = agent_cookie(AgentRole.VIEWER)
    assert "Your role does not allow this" in run(call(tab(cookie), named("open"), "L-1"))
    run(both(cookie))
    assert lifecycle() is Lifecycle.OPEN
    with reading() as session:
        assert "lms:account:refused" in session.exec(select(AuditEntry.action)).all()


def test_one_whose_role_was_lowered_while_the_dialog_stood_open_may_not() -> None:
    async def lowered() -> str:
        root = tab(agent_cookie(AgentRole.SERVICER))
        await call(root, named("open"), "L-1")
        state = await root.get_state(ChargingOffState)
        assert state.asked.principal == "$9,000.00"
        viewer = tab(agent_cookie(AgentRole.VIEWER)).router
        root.router = viewer
        return await call(root, named("charge_off"), FORM)

    assert "Your role does not allow this" in run(lowered())
    assert lifecycle() is Lifecycle.OPEN


def test_a_servicer_may_once_it_has_a_reason() -> None:
    cookie = agent_cookie(AgentRole.SERVICER)
    assert "Say why: it goes into the audit log." in run(both(cookie, {}))
    assert lifecycle() is Lifecycle.OPEN
    assert "$9,000.00" in run(both(cookie))
    assert lifecycle() is Lifecycle.CHARGED_OFF
    assert "not open any more" in run(both(cookie))
