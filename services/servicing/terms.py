"""What lender and borrower agreed: the schedule is a pure function of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from models.servicing import InterestMethod, Rounding
from services.servicing.errors import InvalidTerms

MAX_PAYMENTS = 1_200
MAX_PRINCIPAL = 10**15 - 1
MAX_RATE = Decimal(1_000)
RATE_PLACES = 6


@dataclass(frozen=True)
class Terms:
    """The terms of an installment account, monthly.

    principal  cents lent at `start` (a boarded loan: owed when it was boarded)
    rate       percent a year, exact, 0 to 1000, at most six decimals
    payments   how many installments, 1 to 1200; the last takes what is left
    first_due  its day of the month is the due day of all, clamped in short months
    start      interest runs from this day; None: one month before `first_due`
    payment    the agreed level payment in cents; None: solved from the rest
    due_day    the due day where `first_due` is itself clamped (30 for a first due of Feb 28)

    Raises InvalidTerms naming the field.
    """

    principal: int
    rate: Decimal
    payments: int
    first_due: date
    start: date | None = None
    method: InterestMethod = InterestMethod.PERIODIC
    rounding: Rounding = Rounding.NEAREST
    payment: int | None = None
    due_day: int | None = None

    @property
    def anchor(self) -> int:
        """The due day, 1 to 31, before clamping."""
        raise NotImplementedError

    @property
    def starts(self) -> date:
        """The day that interest runs from."""
        raise NotImplementedError

    @cached_property
    def level(self) -> int:
        """The level payment in cents: `payment`, or solved. Raises PaymentTooLow."""
        raise NotImplementedError


__all__ = ["InterestMethod", "InvalidTerms", "Rounding", "Terms"]
