"""Why a log-in was refused."""

from dataclasses import dataclass

from models.customers import SecondStep
from services.errors import PortalError


@dataclass
class WrongLogin(PortalError):
    """Unknown email, wrong password, no access: one answer for all."""


@dataclass
class SecondStepRequired(PortalError):
    """The password was right; `step` has to follow."""

    step: SecondStep
