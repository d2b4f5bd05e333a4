"""Taking back a payment: a new entry, never an edit."""

from dataclasses import dataclass
from datetime import date

from services.servicing.application import Applied
from services.servicing.position import Position
from services.servicing.terms import Terms


@dataclass(frozen=True)
class Reversed:
    """What the reversal gave back (cents, positive) and the position after it.

    reaccrued  interest that the restored principal bore since the payment
    """

    on: date
    reaccrued: int
    position: Position


def reverse(position: Position, terms: Terms, payment: Applied, on: date) -> Reversed:
    """Reverse `payment` (its parts and its day; its `position` is not used) as of `on`."""
    raise NotImplementedError
