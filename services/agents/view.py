"""An agent as their own pages show them."""

from dataclasses import dataclass

from services.names import initials
from services.roles import AgentRole, may
from services.subject import AgentSubject

ROLES_IN_WORDS = {
    AgentRole.VIEWER: "Viewer",
    AgentRole.SERVICER: "Servicer",
    AgentRole.ADMINISTRATOR: "Administrator",
}


@dataclass(frozen=True, slots=True)
class AgentView:
    """`may_service`: servicers and administrators, `may_administer`: the latter; what a screen
    offers, not what protects."""

    name: str = ""
    initials: str = ""
    role: str = ""
    may_service: bool = False
    may_administer: bool = False


def me(agent: AgentSubject) -> AgentView:
    return AgentView(
        agent.name,
        initials(agent.name),
        ROLES_IN_WORDS[agent.role],
        may(agent, AgentRole.SERVICER),
        may(agent, AgentRole.ADMINISTRATOR),
    )
