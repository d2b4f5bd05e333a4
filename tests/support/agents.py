"""Agents, as services see them and logged in, for tests."""

import sys

from models.agents import Agent
from models.customers import Door, Login
from services import sessions
from services.database import unit_of_work
from services.roles import AgentRole
from services.sessions import cookie_name
from services.subject import AgentSubject


def agent_subject(role: AgentRole = AgentRole.ADMINISTRATOR, login_id: int = 77) -> AgentSubject:
    return AgentSubject(login_id, 7, 1, "Ada Admin", role, address="203.0.113.7")


def agent_cookie(role: AgentRole = AgentRole.ADMINISTRATOR) -> str:
    """The `Cookie` header of a new agent's session."""
    with unit_of_work() as session:
        agent = Agent(name=f"{role.value.title()} Agent", role=role)
        session.add(agent)
        session.flush()
        login = Login(door=Door.LMS, agent_id=agent.id, email=f"{role.value}@lender.example")
        session.add(login)
        session.flush()
        return f"{cookie_name(Door.LMS)}={sessions.start(session, login)}"


if __name__ == "__main__":  # for a portal that is served by another process
    print(agent_cookie(AgentRole(sys.argv[1])))
