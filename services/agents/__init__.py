"""The lender's agents: who they are, making one."""

from services.agents.creating import Invitation, invite
from services.agents.view import ROLES_IN_WORDS, AgentView, me

__all__ = ["ROLES_IN_WORDS", "AgentView", "Invitation", "invite", "me"]
