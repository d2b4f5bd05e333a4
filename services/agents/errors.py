"""Why an agent was not changed."""

from dataclasses import dataclass

from services.errors import PortalError


@dataclass
class LastAdministrator(PortalError):
    """Nobody could administer any more: no other administrator can log in."""


@dataclass
class OwnSecondStep(PortalError):
    """An unlocked screen must not be enough to take the second step off."""


@dataclass
class AgentDisabled(PortalError):
    """They are shut out: a link would open nothing."""
