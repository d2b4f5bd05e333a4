"""Why a log-in was refused."""

from dataclasses import dataclass

from services.errors import PortalError


@dataclass
class WrongLogin(PortalError):
    """Unknown email, wrong password, no access: one answer for all."""
