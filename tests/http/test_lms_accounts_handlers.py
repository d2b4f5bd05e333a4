"""Handlers of an account's page in the LMS: nothing without the role or from hostile JSON."""

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine
from sqlmodel import select

from models.audit import AuditEntry
from models.collateral import Collateral
from models.documents import Document
from portal_app.portal_app import app
from services.database import reading
from services.roles import AgentRole
from state.lms.account_collateral import LmsCollateralState
from tests.http.test_handlers_without_guard import HOSTILE, call, tab
from tests.support.agents import agent_cookie
from tests.support.aio import run
from tests.support.customers import customer, loan

OURS = sorted(
    name
    for name in RegistrationContext.get().event_handlers
    if any(f"____lms_{part}_state." in name for part in ("account", "documents", "collateral"))
    and not name.endswith(".setvar")
)
FORM = {"name": "Tractor", "fields": "Serial: 12", "value": "900"}


def stored() -> tuple[object, ...]:
    with reading() as session:
        return tuple(
            [row.model_dump() for row in session.exec(select(table))]
            for table in (Collateral, Document)
        )


def named(tail: str) -> str:
    (found,) = (one for one in OURS if one.endswith(tail))
    return found


@pytest.fixture
def loan_one(portal_db: Engine) -> None:
    loan("L-1", customer())


def test_there_are_handlers_to_try() -> None:
    assert app
    assert len(OURS) >= 20


@pytest.mark.usefixtures("loan_one")
@pytest.mark.parametrize("name", OURS)
def test_hostile_values_change_nothing(name: str) -> None:
    cookie, before = agent_cookie(), stored()
    deep = {"name": ["x"], "value": {"a": 1}, "fields": None}
    for value in (*HOSTILE, deep, {"fields": "x" * 99_999}, "\ud800", "L-1"):
        run(call(tab(cookie), name, value))
    assert stored() == before


@pytest.mark.usefixtures("loan_one")
@pytest.mark.parametrize("name", OURS)
def test_a_stranger_is_told_nothing(name: str) -> None:
    assert "9,000" not in run(call(tab(""), name, "L-1"))


@pytest.mark.usefixtures("loan_one")
def test_a_viewer_reads_and_adds_nothing() -> None:
    before = stored()

    async def add(cookie: str) -> str:
        root = tab(cookie)
        await call(root, named("collateral_state.ask_new"))
        state = await root.get_state(LmsCollateralState)
        assert state.asks == "edit"
        return await call(root, named("collateral_state.save"), FORM)

    viewer = agent_cookie(AgentRole.VIEWER)
    assert "9,000" in run(call(tab(viewer), named("account_state.load")))
    assert "Your role does not allow this" in run(add(viewer))
    assert stored() == before
    with reading() as session:
        assert "lms:collateral:refused" in session.exec(select(AuditEntry.action)).all()
    run(add(agent_cookie(AgentRole.SERVICER)))
    assert stored() != before
