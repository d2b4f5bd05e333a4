"""Why a second step was refused."""

from dataclasses import dataclass

from services.errors import PortalError


@dataclass
class WrongCode(PortalError):
    """Wrong, used, void, too old, or another log-in's: one answer for all."""


@dataclass
class ClockIsOff(PortalError):
    """Two codes in a row were right for a clock that is `seconds` ahead (behind: negative)."""

    seconds: int


@dataclass
class SecondStepDisabled(PortalError):
    """After 100 wrong codes in a row; the lender has to reset it."""


@dataclass
class TooSoon(PortalError):
    """A new code can be sent in `seconds`."""

    seconds: int
