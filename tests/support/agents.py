"""Agents as services see them, for tests."""

from services.roles import AgentRole
from services.subject import AgentSubject


def agent_subject(role: AgentRole = AgentRole.ADMINISTRATOR, login_id: int = 77) -> AgentSubject:
    return AgentSubject(login_id, 7, 1, "Ada Admin", role, address="203.0.113.7")
