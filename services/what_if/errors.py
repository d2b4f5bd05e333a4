"""What cannot be planned, with the days that could."""

from dataclasses import dataclass
from datetime import date

from services.errors import PortalError


@dataclass
class NotADay(PortalError):
    """A field that should hold a day and does not; empty is no day either."""


@dataclass
class DayOutOfRange(PortalError):
    """A lump sum or a goal outside `first` to `last`."""

    first: date
    last: date


@dataclass
class NothingToPlan(PortalError):
    """Not an open installment account that owes."""
