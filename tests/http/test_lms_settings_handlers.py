"""Handlers of the agents' settings and log: a role can do what it may, whatever it sends."""

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine
from sqlmodel import col, select

from models.audit import AuditEntry
from portal_app.portal_app import app
from services.database import reading
from services.lender_settings import Lender, current
from services.lender_settings.texts import TextKind, newest
from services.roles import AgentRole
from tests.http.test_handlers_without_guard import HOSTILE, call, tab
from tests.support.agents import agent_cookie
from tests.support.aio import run

OURS = sorted(
    name
    for name in RegistrationContext.get().event_handlers
    if ".state___lms___" in name
    and any(part in name for part in ("settings", "text", "audit"))
    and not name.endswith(".setvar")
)
BRAND = {"name": "Acme", "support_phone": "1-800-555-0199", "color": "#8a1c5b"}


def named(end: str) -> str:
    (name,) = (one for one in OURS if one.endswith(end))
    return name


def now() -> Lender:
    with reading() as session:
        return current(session)


def actions() -> list[str]:
    with reading() as session:
        return [*session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id)))]


def test_there_are_handlers_to_try() -> None:
    assert app
    assert len(OURS) >= 7


@pytest.mark.parametrize("role", [AgentRole.VIEWER, AgentRole.SERVICER])
def test_other_roles_change_nothing_and_it_is_noted(portal_db: Engine, role: AgentRole) -> None:
    cookie, before = agent_cookie(role), now()
    answer = run(call(tab(cookie), named("save_brand"), BRAND))
    assert "Your role does not allow this" in answer
    run(call(tab(cookie), named("save_log_in"), {"second_step_required": True, "offers_sms": True}))
    assert now() == before
    assert actions().count("lms:settings:refused") == 2


def test_a_viewer_reads_no_entry(portal_db: Engine) -> None:
    cookie = agent_cookie(AgentRole.VIEWER)
    answer = run(call(tab(cookie), named("audit_state.load"), None))
    assert "lms:session:started" not in answer
    assert actions()[-1] == "lms:audit:refused"
    assert "lms:session:started" in run(
        call(tab(agent_cookie(AgentRole.SERVICER)), named("audit_state.load"), None)
    )


def test_an_administrator_changes_what_was_typed(portal_db: Engine) -> None:
    cookie = agent_cookie()
    run(call(tab(cookie), named("save_brand"), BRAND))
    assert (now().name, now().color) == ("Acme", "#8a1c5b")
    run(call(tab(cookie), named("save_log_in"), {"second_step_required": True, "offers_sms": "on"}))
    assert now().second_step_required
    assert not now().offers_email


@pytest.mark.parametrize("name", OURS)
def test_hostile_values_change_nothing(portal_db: Engine, name: str) -> None:
    cookie, before = agent_cookie(), now()
    for value in (*HOSTILE, {"name": ["x"], "body": {"a": 1}}, {"name": "x" * 99_999}):
        run(call(tab(cookie), name, value))
    assert (now().name, now().color, now().logo) == (before.name, before.color, before.logo)
    with reading() as session:
        assert all(newest(session, kind, "en") is None for kind in TextKind)
