"""Who is behind a session's token, by front door."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from models.agents import Agent
from models.base import utc_now
from models.customers import Customer, Door, Login
from models.sessions import Session as SessionRow
from services.sealing import TOKEN_LENGTH, token_hash
from services.subject import AgentSubject, Subject

IDLE = timedelta(hours=1)


def borrower_behind(session: Session, token: str) -> tuple[SessionRow | None, Subject | None]:
    """Nobody when the lender has withdrawn portal access."""
    if len(token) != TOKEN_LENGTH:
        return None, None
    found = session.exec(
        select(SessionRow, Login, Customer)
        .join(Login, col(Login.id) == col(SessionRow.login_id))
        .join(Customer, col(Customer.id) == col(Login.customer_id))
        .where(*_open(token), col(Login.door) == Door.PORTAL, col(Customer.portal_access).is_(True))
    ).first()
    if found is None:
        return None, None
    row, login, customer = found
    name = f"{customer.first_name} {customer.last_name}"
    return row, Subject(login.id or 0, customer.id or 0, row.id or 0, name, login.language or "en")


def agent_behind(session: Session, token: str) -> tuple[SessionRow | None, AgentSubject | None]:
    if len(token) != TOKEN_LENGTH:
        return None, None
    found = session.exec(
        select(SessionRow, Login, Agent)
        .join(Login, col(Login.id) == col(SessionRow.login_id))
        .join(Agent, col(Agent.id) == col(Login.agent_id))
        .where(*_open(token), col(Login.door) == Door.LMS)
    ).first()
    if found is None:
        return None, None
    row, login, agent = found
    return row, AgentSubject(
        login.id or 0,
        agent.id or 0,
        row.id or 0,
        agent.name,
        agent.role,
        login.language or "en",
        row.address,
    )


def _open(token: str) -> tuple[Any, ...]:
    now = utc_now()
    return (
        SessionRow.token_hash == token_hash(token),
        col(SessionRow.ended_at).is_(None),
        col(SessionRow.expires_at) > now,
        col(SessionRow.last_used_at) > now - IDLE,
        col(Login.disabled_at).is_(None),
    )
