"""Who is behind a session's token, by front door."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.agents import Agent
from models.base import utc_now
from models.customers import Customer, Door, Login
from models.sessions import Session as SessionRow
from services.sealing import TOKEN_LENGTH, token_hash
from services.subject import AgentSubject, Subject

IDLE = timedelta(hours=1)


def _open(*columns: Any) -> Any:
    """Open sessions by `hash`, `now` and `used_after`; composed once, as every event asks."""
    return (
        select(
            col(SessionRow.last_used_at),
            col(SessionRow.id),
            col(Login.id),
            col(Login.language),
            *columns,
        )
        .join(Login, col(Login.id) == col(SessionRow.login_id))
        .where(
            col(SessionRow.token_hash) == bindparam("hash"),
            col(SessionRow.ended_at).is_(None),
            col(SessionRow.expires_at) > bindparam("now"),
            col(SessionRow.last_used_at) > bindparam("used_after"),
            col(Login.disabled_at).is_(None),
        )
    )


_BORROWER = (
    _open(col(Customer.id), col(Customer.first_name), col(Customer.last_name))
    .join(Customer, col(Customer.id) == col(Login.customer_id))
    .where(col(Login.door) == Door.PORTAL, col(Customer.portal_access).is_(True))
)
_AGENT = (
    _open(col(Agent.id), col(Agent.name), col(Agent.role), col(SessionRow.address))
    .join(Agent, col(Agent.id) == col(Login.agent_id))
    .where(col(Login.door) == Door.LMS)
)


def borrower_behind(session: Session, token: str) -> tuple[datetime, Subject] | None:
    """When the session was last used, and whose it is.

    Nobody when the lender has withdrawn portal access.
    """
    found = _find(session, _BORROWER, token)
    if found is None:
        return None
    used, session_id, login_id, language, customer_id, first, last = found
    return used, Subject(login_id, customer_id, session_id, f"{first} {last}", language or "en")


def agent_behind(session: Session, token: str) -> tuple[datetime, AgentSubject] | None:
    found = _find(session, _AGENT, token)
    if found is None:
        return None
    used, session_id, login_id, language, agent_id, name, role, address = found
    return used, AgentSubject(login_id, agent_id, session_id, name, role, language or "en", address)


def _find(session: Session, statement: Any, token: str) -> Any:
    if len(token) != TOKEN_LENGTH:
        return None
    now = utc_now()
    return (
        session.connection()
        .execute(statement, {"hash": token_hash(token), "now": now, "used_after": now - IDLE})
        .first()
    )
