"""Why a change of the profile was refused."""

from dataclasses import dataclass

from services.errors import PortalError


@dataclass
class ProofNeeded(PortalError):
    """The last proof in this session is older than ten minutes."""


@dataclass
class WrongPassword(PortalError):
    """Shown as proof, and not the login's."""
