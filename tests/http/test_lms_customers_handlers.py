"""Handlers of customers, links, postings: nothing without the role or from hostile JSON."""

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine
from sqlmodel import select

from models.accounts import AccountLink
from models.audit import AuditEntry
from models.customers import Customer
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
    and any(part in name for part in ("customer", "links", "posting", "me_state", "codes"))
    and not name.endswith(".setvar")
)
FORM = {"first_name": "New", "last_name": "Name", "email": "new@example.com"}


def stored() -> tuple[object, ...]:
    """Everything that these handlers may change."""
    with reading() as session:
        return tuple(
            [row.model_dump() for row in session.exec(select(table))]
            for table in (Customer, AccountLink, Payment)
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
    cookie, before = agent_cookie(), stored()
    deep = {"first_name": ["x"], "email": {"a": 1}, "number": None, "amount": "1e9", "reason": 7}
    for value in (*HOSTILE, deep, {"email": "x" * 99_999}, "\ud800", "L-1"):
        run(call(tab(cookie), name, value))
    assert stored() == before


@pytest.mark.usefixtures("customer_one")
def test_a_viewers_new_customer_is_refused_and_noted() -> None:
    (save,) = (one for one in OURS if one.endswith("customer_form_state.save"))
    before = stored()
    answer = run(call(tab(agent_cookie(AgentRole.VIEWER)), save, FORM))
    assert "Your role does not allow this" in answer
    assert stored() == before
    with reading() as session:
        assert "lms:customer:refused" in session.exec(select(AuditEntry.action)).all()
    run(call(tab(agent_cookie(AgentRole.SERVICER)), save, FORM))
    assert stored() != before
