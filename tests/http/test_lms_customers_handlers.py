"""Handlers of customers, links, postings, agents: nothing without the role or from hostile JSON."""

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine
from sqlmodel import select

from models.accounts import AccountLink
from models.agents import Agent
from models.audit import AuditEntry
from models.customers import Customer, Login
from models.payments import Payment
from portal_app.portal_app import app
from services.database import reading
from services.roles import AgentRole
from tests.http.test_handlers_without_guard import HOSTILE, call, tab
from tests.support.agents import agent_cookie
from tests.support.aio import run
from tests.support.borrowers import borrower
from tests.support.customers import loan

OURS = sorted(
    name
    for name in RegistrationContext.get().event_handlers
    if ".state___lms___" in name
    and any(
        part in name for part in ("customer", "links", "posting", "me_state", "codes", "agents")
    )
    and not name.endswith(".setvar")
)
FORM = {"first_name": "New", "last_name": "Name", "email": "new@example.com"}


def stored() -> tuple[object, ...]:
    """Everything that these handlers may change."""
    with reading() as session:
        return tuple(
            [row.model_dump() for row in session.exec(select(table))]
            for table in (Customer, AccountLink, Payment, Agent, Login)
        )


@pytest.fixture
def customer_one(portal_db: Engine) -> None:
    borrower("b@example.com")
    loan("L-1", 1)


def test_there_are_handlers_to_try() -> None:
    assert app
    assert len(OURS) >= 25


@pytest.mark.usefixtures("customer_one")
@pytest.mark.parametrize("name", OURS)
def test_hostile_values_change_nothing(name: str) -> None:
    cookie = agent_cookie()
    before = stored()
    deep = {"first_name": ["x"], "email": {"a": 1}, "number": None, "amount": "1e9", "reason": 7}
    for value in (*HOSTILE, deep, {"email": "x" * 99_999}, "\ud800", "L-1"):
        run(call(tab(cookie), name, value))
    assert stored() == before


@pytest.mark.usefixtures("customer_one")
def test_a_viewers_new_customer_is_refused_and_noted() -> None:
    (save,) = (one for one in OURS if one.endswith("customer_form_state.save"))
    cookie = agent_cookie(AgentRole.VIEWER)
    before = stored()
    answer = run(call(tab(cookie), save, FORM))
    assert "Your role does not allow this" in answer
    assert stored() == before
    with reading() as session:
        assert "lms:customer:refused" in session.exec(select(AuditEntry.action)).all()
    cookie = agent_cookie(AgentRole.SERVICER)
    before = stored()
    run(call(tab(cookie), save, FORM))
    assert stored() != before


@pytest.mark.usefixtures("customer_one")
@pytest.mark.parametrize("role", [AgentRole.VIEWER, AgentRole.SERVICER])
def test_agents_are_kept_by_administrators_only(role: AgentRole) -> None:
    cookie = agent_cookie(role)
    before = stored()
    form = {"email": "new@lender.example", "name": "New Agent", "role": "administrator"}
    for tail, value in (("add", form), ("set_role", 1), ("send_link", 1), ("enable", 1)):
        (handler,) = (one for one in OURS if one.endswith(f"agents_state.{tail}"))
        assert "Your role does not allow this" in run(call(tab(cookie), handler, value))
    (load,) = (one for one in OURS if one.endswith("agents_state.load"))
    answer = run(call(tab(cookie), load))
    assert "'refused'" in answer
    assert "@lender.example" not in answer
    assert stored() == before
    with reading() as session:
        assert "lms:agent:refused" in session.exec(select(AuditEntry.action)).all()
