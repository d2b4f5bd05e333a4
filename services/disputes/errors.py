"""Why a dispute is not taken."""

from dataclasses import dataclass
from datetime import date

from models.swipes import DisputeState
from services.errors import PortalError


@dataclass
class NotDisputable(PortalError):
    """An entry of a kind that is nobody's charge, such as an opening or a reversal."""


@dataclass
class TooLateToDispute(PortalError):
    """More than 60 days after the statement that shows it; `until` was the last day."""

    until: date
    phone: str


@dataclass
class DisputedAlready(PortalError):
    """One that was not withdrawn stands against the same thing."""

    case_number: str


@dataclass
class DisputeIsOver(PortalError):
    """The dispute is in a `state` from which there is no such step."""

    state: DisputeState


@dataclass
class StillPending(PortalError):
    """The swipe has not posted: there is nothing to credit yet."""


@dataclass
class MoreThanDisputed(PortalError):
    """A credit above the disputed `amount` (cents)."""

    amount: int
