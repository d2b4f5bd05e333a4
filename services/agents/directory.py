"""The lender's agents, as administrators see them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.agents import Agent
from models.customers import Login
from models.sessions import Session as SessionRow
from portal_app.settings import get_settings
from services import audit
from services.agents.view import ROLES_IN_WORDS
from services.language import formats
from services.roles import AgentRole, require
from services.second_steps import authenticator
from services.subject import AgentSubject

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class AgentRow:
    """`role` is the value that `keeping.set_role` takes; `last_in` is "" for never.

    `state` is what their way in is: ready, invited (no password yet), step_lost (a second step is
    to be set up), disabled. `is_me`: whoever looks.
    """

    id: int = 0
    name: str = ""
    email: str = ""
    role: str = ""
    role_in_words: str = ""
    state: str = ""
    last_in: str = ""
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class AgentsPage:
    """`more`: there are further ones."""

    rows: tuple[AgentRow, ...] = ()
    more: bool = False


def agents_page(session: Session, agent: AgentSubject, page: int) -> AgentsPage:
    """By name, 25 a page, the first is 0. Raises `NotAllowed`: administrators only."""
    require(agent, AgentRole.ADMINISTRATOR)
    last_in = (
        select(SessionRow.login_id, func.max(col(SessionRow.created_at)).label("at"))
        .group_by(col(SessionRow.login_id))
        .subquery()
    )
    found = session.exec(
        select(Agent, Login, last_in.c.at)
        .join(Login, col(Login.agent_id) == col(Agent.id))
        .outerjoin(last_in, last_in.c.login_id == col(Login.id))
        .order_by(func.lower(col(Agent.name)), col(Agent.id))
        .offset(page * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    rows = tuple(
        AgentRow(
            row.id or 0,
            row.name,
            login.email,
            row.role.value,
            ROLES_IN_WORDS[row.role],
            _state(session, login),
            _moment(at),
            row.id == agent.agent_id,
        )
        for row, login, at in found[:A_PAGE]
    )
    return AgentsPage(rows, len(found) > A_PAGE)


def record_seen(session: Session, agent: AgentSubject) -> None:
    """Who looked is in the log."""
    audit.record(session, "lms:agent:seen", actor_login_id=agent.login_id, address=agent.address)


def _state(session: Session, login: Login) -> str:
    if login.disabled_at is not None:
        return "disabled"
    if not login.password_hash:
        return "invited"
    if login.second_step_disabled_at is not None:
        return "step_lost"
    return "ready" if authenticator.is_set_up(session, login.id or 0) else "step_lost"


def _moment(at: datetime | None) -> str:
    return formats.moment(at, get_settings().zone) if at else ""
