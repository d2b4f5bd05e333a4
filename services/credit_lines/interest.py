"""Interest of a billing cycle: the average daily balance method, new transactions included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.credit_lines import BalanceType
from services.credit_lines.balances import ByType
from services.credit_lines.cycle import Cycle
from services.credit_lines.terms import LineTerms
from services.money import round_half_up

DAYS_OF_YEAR = 365


@dataclass(frozen=True)
class Change:
    """Principal that was drawn (positive) or paid (negative) with effect from a day."""

    on: date
    principal: ByType


@dataclass(frozen=True)
class TypeInterest:
    """`interest = average × rate / 365 × days`, half up; cents. Nothing where `in_grace`.

    average   exact average daily balance of the `days` of the cycle
    """

    balance_type: BalanceType
    rate: Decimal
    days: int
    average: Fraction
    interest: int
    in_grace: bool = False


def cycle_interest(
    terms: LineTerms, cycle: Cycle, opening: ByType, changes: Iterable[Change], in_grace: bool
) -> tuple[TypeInterest, ...]:
    """Of each type. `opening` is the principal when the cycle began; a change of an earlier day,
    posted late, counts from the first.

    The rate is the one in force when the cycle begins: a change of it waits for the next.
    `in_grace`: purchases bear none.
    """
    sums = day_sums(cycle, opening, changes)
    return tuple(
        _of_type(
            kind,
            terms.rate_on(kind, cycle.opened_on),
            cycle.days,
            sums[kind],
            in_grace and kind is BalanceType.PURCHASES,
        )
        for kind in BalanceType
    )


def day_sums(cycle: Cycle, opening: ByType, changes: Iterable[Change]) -> ByType:
    """The sum of the balances at the end of each day of the cycle, by type; cents × days."""
    sums = [cents * cycle.days for cents in opening]
    for change in changes:
        days = (cycle.closed_on - max(change.on, cycle.opened_on)).days + 1
        for index, cents in enumerate(change.principal):
            sums[index] += cents * max(0, days)
    return ByType(*sums)


def _of_type(
    kind: BalanceType, rate: Decimal, days: int, day_sum: int, in_grace: bool
) -> TypeInterest:
    interest = round_half_up(day_sum * Fraction(rate) / (100 * DAYS_OF_YEAR))
    return TypeInterest(
        kind, rate, days, Fraction(day_sum, days), 0 if in_grace else interest, in_grace
    )
