"""What may go wrong with a year-end summary."""

from dataclasses import dataclass

from services.errors import PortalError


@dataclass
class NoSuchYear(PortalError):
    """No year, or one outside `first` to `last`, both included."""

    first: int
    last: int
