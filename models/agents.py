"""The lender's agents."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field

from models.base import Table, choice, moment


class AgentRole(StrEnum):
    """Each may do what those before it may."""

    VIEWER = "viewer"
    SERVICER = "servicer"
    ADMINISTRATOR = "administrator"


class Agent(Table, table=True):
    """Who acts in the LMS; the email is that of the agent's login."""

    __tablename__ = "agents"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80)
    role: AgentRole = choice(AgentRole, default=AgentRole.VIEWER)
    created_at: datetime = moment()
