"""The schedule of installments, exact to the cent, ending at exactly zero."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from models.servicing import InterestMethod
from services.servicing.terms import Terms


class Row(NamedTuple):
    """One installment; cents. `payment = principal + interest + fees`; `balance` is after it."""

    number: int
    due_date: date
    payment: int
    principal: int
    interest: int
    fees: int
    balance: int


@dataclass(frozen=True)
class Schedule:
    """Installments as columns, one entry each, in cents; `rows` makes objects of them.

    first     number of the first row
    payment   the level payment
    """

    terms: Terms
    first: int
    payment: int
    payments: tuple[int, ...]
    principal: tuple[int, ...]
    interest: tuple[int, ...]
    balances: tuple[int, ...]

    @property
    def total_interest(self) -> int:
        return sum(self.interest)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        raise NotImplementedError


def level_payment(terms: Terms) -> int:
    """Cents an installment: the agreed one, or the solved one rounded as the product says.

    Raises PaymentTooLow for an agreed payment that a month's interest eats.
    """
    raise NotImplementedError


def build_schedule(terms: Terms) -> Schedule:
    """All rows; fewer than `terms.payments` where rounding up ends it early."""
    raise NotImplementedError


def solve_payments(
    balance: int,
    rate: Decimal,
    payment: int,
    first_due: date,
    *,
    start: date | None = None,
    method: InterestMethod = InterestMethod.PERIODIC,
) -> int:
    """How many installments of `payment` end `balance`; the last, counted, takes the rest.

    Raises PaymentTooLow, TooManyPayments.
    """
    raise NotImplementedError
