"""Making an agent, and the link with which they set their password."""

from dataclasses import dataclass

from sqlmodel import Session, select

from models.agents import Agent, AgentRole
from models.customers import Door, Login
from models.single_use_links import LinkPurpose
from services import audit
from services.emails import normal_email
from services.errors import InvalidInput
from services.links import make_link
from services.names import from_address
from services.second_steps.forgetting import forget

LONGEST_NAME = 80


@dataclass(frozen=True)
class Invitation:
    """`address` holds a single-use link (30 minutes); `is_new`: the agent was made now."""

    email: str
    name: str
    role: AgentRole
    address: str
    is_new: bool


def invite(
    session: Session,
    typed: str,
    role: AgentRole | None = None,
    name: str = "",
    *,
    lost_second_step: bool = False,
) -> Invitation:
    """Make the agent, or change the one with this email where `role` or `name` is given.

    A new one without a role is a viewer. `lost_second_step`: it is set up anew at the next log-in,
    and open sessions end. Raises `InvalidInput` (`email`: `not_an_address`; `name`:
    `too_long`, `not_printable`).
    """
    email = normal_email(typed)
    if email is None:
        raise InvalidInput("email", "not_an_address")
    name = checked_name(name)
    login = session.exec(
        select(Login).where(Login.door == Door.LMS, Login.email == email)
    ).one_or_none()
    is_new = login is None
    if login is None:
        login = make(session, email, role or AgentRole.VIEWER, name or from_address(email))
    agent = session.get_one(Agent, login.agent_id)
    before = (agent.name, agent.role)
    agent.name, agent.role = name or agent.name, role or agent.role
    session.add(agent)
    session.flush()
    if is_new or before != (agent.name, agent.role):
        audit.record(
            session,
            f"system:agent:{'created' if is_new else 'changed'}",
            login_id=login.id,
            detail=f"role: {agent.role}",
        )
    if lost_second_step and not is_new:
        forget(session, login)
        audit.record(session, "system:second_step:reset", login_id=login.id)
    address = make_link(session, LinkPurpose.RESET_PASSWORD, login=login)
    return Invitation(email, agent.name, agent.role, address, is_new)


def make(session: Session, email: str, role: AgentRole, name: str) -> Login:
    """The agent and their login, without a password; `email` and `name` are checked."""
    agent = Agent(name=name, role=role)
    session.add(agent)
    session.flush()
    login = Login(door=Door.LMS, agent_id=agent.id, email=email)
    session.add(login)
    session.flush()
    return login


def checked_name(name: str) -> str:
    """One line. Raises `InvalidInput` (`name`)."""
    trimmed = " ".join(name.split())
    if len(trimmed) > LONGEST_NAME:
        raise InvalidInput("name", "too_long")
    if not trimmed.isprintable():
        raise InvalidInput("name", "not_printable")
    return trimmed
