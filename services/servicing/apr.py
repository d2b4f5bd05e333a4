"""The annual percentage rate of 12 CFR part 1026, Appendix J, by the actuarial method.

The general equation (b)(8): with i the rate of a unit-period, the advances A and the payments P,
each t whole unit-periods and a fraction f of one after the beginning of the term, solve

    sum of A / ((1 + f i) (1 + i)^t)  =  sum of P / ((1 + f i) (1 + i)^t)

The rate that is told has two decimals. So no root is approximated: hundredths of a percent are
tried, and the answer is the first whose upper rounding limit discounts the payments below the
advances. Fifty digits decide each comparison.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

from services.servicing.errors import NoAnnualRate
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms
from services.servicing.unit_periods import (
    DAY,
    MONTH,
    YEAR,
    UnitPeriod,
    anchors,
    elapsed,
    months_between,
)

Flow = tuple[date, int]
"""A day, and cents, zero or more."""

MOST = 10**8
"""Hundredths of a percent: a million percent a year."""

Series = dict[Fraction, dict[int, int]]
"""Cents by fraction and whole unit-periods: advances count up, payments down."""


def apr(advances: Sequence[Flow], payments: Sequence[Flow], unit: UnitPeriod) -> Decimal:
    """Percent a year, to two decimals. Raises NoAnnualRate.

    The term begins with the first advance, or payment where one comes before, (b)(2); payments
    may come before later advances. One advance with one payment has the term as its unit-period,
    or a year, (b)(4)(ii).
    """
    lent, paid = _without_zeros(advances), _without_zeros(payments)
    _check(lent, paid)
    start = min(day for day, _ in (*lent, *paid))
    if len(lent) == len(paid) == 1 and _is_short(start, paid[0][0]):
        per_year = _terms_a_year(start, paid[0][0], unit)
        return _least(lambda rate: lent[0][1] * (1 + rate / per_year) - paid[0][1])
    if len(lent) == len(paid) == 1:
        unit = YEAR
    series = _series(lent, paid, start, unit)
    return _least(lambda rate: _worth(series, rate / unit.per_year))


@lru_cache(maxsize=1024)
def apr_of(terms: Terms, fees: int = 0) -> Decimal | None:
    """Of an installment account with its schedule as agreed, percent to two decimals.

    `fees` are prepaid finance charges in cents: they lessen the amount financed, (12 CFR
    1026.18(b)(3)). None where no rate can be told, such as fees that are all that was lent.
    """
    rows = build_schedule(terms).rows
    try:
        return apr(
            [(terms.starts, max(0, terms.principal - fees))],
            [(row.due_date, row.payment) for row in rows],
            MONTH,
        )
    except NoAnnualRate:
        return None


def _without_zeros(flows: Iterable[Flow]) -> list[Flow]:
    return [flow for flow in flows if flow[1]]


def _check(lent: Sequence[Flow], paid: Sequence[Flow]) -> None:
    if not lent:
        raise NoAnnualRate("no_advance")
    if not paid:
        raise NoAnnualRate("no_payment")
    if max(paid)[0] < min(lent)[0]:
        raise NoAnnualRate("paid_before_lent")
    if sum(cents for _, cents in paid) < sum(cents for _, cents in lent):
        raise NoAnnualRate("not_repaid")


def _is_short(start: date, end: date) -> bool:
    """Less than a year, and not nothing."""
    return start < end and months_between(start, end, end.day)[0] < 12


def _terms_a_year(start: date, end: date, unit: UnitPeriod) -> Fraction:
    """(b)(5)(vi)-(vii): by months where the term is whole months and so asked for, else by days."""
    whole, rest = months_between(start, end, end.day)
    by_months = unit.monthly and rest == 0
    return Fraction(12, whole) if by_months else Fraction(DAY.per_year, (end - start).days)


def _series(lent: Sequence[Flow], paid: Sequence[Flow], start: date, unit: UnitPeriod) -> Series:
    series: Series = defaultdict(lambda: defaultdict(int))
    for flows, sign in ((lent, 1), (paid, -1)):
        for (day, cents), anchor in zip(flows, anchors([day for day, _ in flows]), strict=True):
            whole, fraction = elapsed(unit, start, day, anchor)
            series[fraction][whole] += sign * cents
    return series


def _worth(series: Series, rate: Fraction) -> Decimal:
    """Advances less payments at the beginning of the term, where a unit-period bears `rate`."""
    i = Decimal(rate.numerator) / rate.denominator
    growth, total = 1 + i, Decimal(0)
    for fraction, amounts in series.items():
        part, after = Decimal(0), max(amounts)
        for whole in sorted(amounts, reverse=True):
            part = part / growth ** (after - whole) + amounts[whole]
            after = whole
        part /= growth**after
        total += part / (1 + i * fraction.numerator / fraction.denominator)
    return total


def _least(worth: Callable[[Fraction], Decimal | Fraction]) -> Decimal:
    """The rate, half up to two decimals, at which `worth` turns positive.

    Looked for a fifth further at each step: payments before an advance may make it negative again.
    """
    with localcontext(Context(prec=50)):

        def above(hundredths: int) -> bool:
            return worth(Fraction(2 * hundredths + 1, 20_000)) > 0

        low, high = -1, 1
        while not above(high):
            low, high = high, high + 1 + high // 5
            if high > MOST:
                raise NoAnnualRate("too_high")
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if above(middle) else (middle, high)
    return Decimal(high).scaleb(-2)
