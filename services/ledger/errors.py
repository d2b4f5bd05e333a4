"""Why nothing was posted."""

from dataclasses import dataclass

from models.accounts import Lifecycle
from services.errors import PortalError


@dataclass
class NotChargeable(PortalError):
    """An account in this lifecycle, or without principal, is not charged off."""

    lifecycle: Lifecycle


@dataclass
class LineChargedOff(PortalError):
    """Nothing is drawn or charged on a line that was charged off."""
