"""What may go wrong with a quote."""

from dataclasses import dataclass
from datetime import date

from services.errors import PortalError


@dataclass
class QuoteDayRefused(PortalError):
    """No date, or one outside `first` to `last`, both included."""

    first: date
    last: date


@dataclass
class NothingToPayOff(PortalError):
    """A line of credit, an account that is closed or charged off, or one that owes nothing."""
