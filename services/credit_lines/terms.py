"""What lender and borrower agreed about a line of credit."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from models.credit_lines import BalanceType
from services.money import round_half_up


@dataclass(frozen=True)
class RateFrom:
    """An APR in percent, in force from a day on until the next of its type."""

    balance_type: BalanceType
    from_on: date
    rate: Decimal


@dataclass(frozen=True)
class Minimum:
    """A product's rule for the minimum payment: cents, and percent of the statement balance."""

    floor: int = 25_00
    percent: Decimal = Decimal(2)


@dataclass(frozen=True)
class MinimumFrom:
    """A rule, in force from a day on until the next."""

    from_on: date
    rule: Minimum


USUAL_MINIMUM = Minimum()
"""Of a product without a rule of its own."""


@dataclass(frozen=True)
class LineTerms:
    """`due_day` 1 to 28. A type of balance without a rate bears no interest.

    late_fee         cents, `grace_days` after the due date
    advance_fee      cents, the least that a cash advance costs; `advance_percent` of it if more
    """

    due_day: int
    rates: tuple[RateFrom, ...] = ()
    minimums: tuple[MinimumFrom, ...] = ()
    late_fee: int = 0
    grace_days: int = 0
    advance_fee: int = 0
    advance_percent: Decimal = Decimal(0)

    @property
    def grace(self) -> timedelta:
        """A payment within it after the due date is timely."""
        return timedelta(days=self.grace_days)

    def rate_on(self, kind: BalanceType, day: date) -> Decimal:
        """Percent a year in force on the day."""
        known = [one for one in self.rates if one.balance_type is kind and one.from_on <= day]
        return max(known, key=lambda one: one.from_on).rate if known else Decimal(0)

    def minimum_on(self, day: date) -> Minimum:
        """The rule in force on the day. A cycle is asked for by that of its first day, as it bears
        the rates of that day: so a change alters no cycle that has begun.
        """
        known = [one for one in self.minimums if one.from_on <= day]
        return max(known, key=lambda one: one.from_on).rule if known else USUAL_MINIMUM

    def dearest_first(self, day: date) -> list[BalanceType]:
        """Types of balance by their rate, the highest first; equal ones in their usual order."""
        return sorted(BalanceType, key=lambda kind: -self.rate_on(kind, day))

    def cash_advance_fee(self, amount: int) -> int:
        """Cents; rounded half up."""
        share = round_half_up(Fraction(self.advance_percent) * amount / 100)
        return max(self.advance_fee, share)
