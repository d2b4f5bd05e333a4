"""What lender and borrower agreed: the schedule is a pure function of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from models.servicing import InterestMethod, Rounding
from services.servicing.duedates import month_day
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

    def __post_init__(self) -> None:
        _in_range("principal", self.principal, 1, MAX_PRINCIPAL)
        _in_range("payments", self.payments, 1, MAX_PAYMENTS)
        if self.payment is not None:
            _in_range("payment", self.payment, 1, MAX_PRINCIPAL)
        _check_rate(self.rate)
        _check_days(self)

    @property
    def anchor(self) -> int:
        """The due day, 1 to 31, before clamping."""
        return self.due_day or self.first_due.day

    @cached_property
    def starts(self) -> date:
        """The day that interest runs from."""
        return self.start or month_day(self.first_due, -1, self.anchor)


def _in_range(field: str, value: object, least: int, most: int) -> None:
    if type(value) is not int:
        raise InvalidTerms(field, "not_an_integer")
    if not least <= value <= most:
        raise InvalidTerms(field, "out_of_range")


def _check_rate(rate: object) -> None:
    if not isinstance(rate, Decimal) or not rate.is_finite():
        raise InvalidTerms("rate", "not_a_decimal")
    if not 0 <= rate <= MAX_RATE:
        raise InvalidTerms("rate", "out_of_range")
    exponent = rate.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > RATE_PLACES:
        raise InvalidTerms("rate", "too_precise")


def _check_days(terms: Terms) -> None:
    """All due dates exist, the due day fits the first, and interest starts before it."""
    first = terms.first_due
    if not 1901 <= first.year <= 9999 - MAX_PAYMENTS // 12 - 1:
        raise InvalidTerms("first_due", "out_of_range")
    if terms.due_day is not None and (
        not first.day <= terms.due_day <= 31 or month_day(first, 0, terms.due_day) != first
    ):
        raise InvalidTerms("due_day", "not_the_first_due_day")
    if terms.start is not None and not 0 <= (first - terms.start).days <= 366:
        raise InvalidTerms("start", "out_of_range")


__all__ = ["InterestMethod", "InvalidTerms", "Rounding", "Terms"]
