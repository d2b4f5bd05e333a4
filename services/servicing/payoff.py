"""What ends an account on a day."""

from dataclasses import dataclass
from datetime import date

from services.servicing.daycount import rate_per_day, times
from services.servicing.position import Position, accrue
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
    then = accrue(position, terms, on)
    per_diem = times(then.principal, *rate_per_day(terms))
    return Payoff(then.owed, then.principal, then.interest_due, then.fees_due, per_diem, on)
