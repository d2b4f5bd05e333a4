"""From the actual position to zero, if every installment is paid on its day."""

from datetime import date

from services.servicing.position import Position
from services.servicing.schedule import Schedule
from services.servicing.terms import Terms


def project(position: Position, terms: Terms, on: date) -> Schedule:
    """Rows still to pay; what is past due is taken as paid on `on`. Empty when nothing is owed.

    `len(rows)` is the remaining payments, the last row's date the projected payoff date.
    """
    raise NotImplementedError
