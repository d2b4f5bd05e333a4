"""What ends an account on a day."""

from dataclasses import dataclass
from datetime import date

from services.servicing.position import Position
from services.servicing.terms import Terms


@dataclass(frozen=True)
class Payoff:
    """Cents. `amount = principal + interest + fees`, good through that day; `per_diem` a day more.

    Unapplied money is not taken off: it is refundable, and shown beside.
    """

    amount: int
    principal: int
    interest: int
    fees: int
    per_diem: int
    good_through: date


def payoff(position: Position, terms: Terms, on: date) -> Payoff:
    """The payoff on `on`, today or later; interest by days, not by adding per diems."""
    raise NotImplementedError
