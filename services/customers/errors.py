"""Why a customer was not changed."""

from dataclasses import dataclass

from services.errors import PortalError


@dataclass
class NoPortalAccess(PortalError):
    """A link was to be sent to a customer whom the lender does not let in."""


@dataclass
class NoLogin(PortalError):
    """There is no login yet, so nothing of it can be reset or ended."""
