"""What an agent's role allows: each role may do what those before it may."""

from models.agents import AgentRole
from services.errors import NotAllowed
from services.subject import AgentSubject

_RANKS = list(AgentRole)


def may(agent: AgentSubject, role: AgentRole) -> bool:
    """Whether `agent` has `role` or a higher one."""
    return _RANKS.index(agent.role) >= _RANKS.index(role)


def require(agent: AgentSubject, role: AgentRole) -> None:
    """Raises `NotAllowed`."""
    if not may(agent, role):
        raise NotAllowed(role)


__all__ = ["AgentRole", "may", "require"]
