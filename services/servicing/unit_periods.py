"""Unit-periods of 12 CFR part 1026, Appendix J, and how many of them lie between two days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from services.servicing.duedates import month_day, month_length

LAST_DAY = 31


@dataclass(frozen=True)
class UnitPeriod:
    """A standard interval of time, (b)(3)(iii): so many days, or so many days on the 30-day line.

    length    days; of intervals measured in months 30 a month, 15 a semimonth
    monthly   whether whole months are counted backward first
    per_year  unit-periods in a year, (b)(5)
    """

    length: int
    monthly: bool
    per_year: Fraction


def months(count: int) -> UnitPeriod:
    """A month or a multiple of it, 1 to 12."""
    return UnitPeriod(30 * count, True, Fraction(12, count))


def weeks(count: int) -> UnitPeriod:
    """A week or a multiple of it, 1 to 52."""
    return UnitPeriod(7 * count, False, Fraction(52, count))


DAY = UnitPeriod(1, False, Fraction(365))
SEMIMONTH = UnitPeriod(15, True, Fraction(24))
MONTH = months(1)
YEAR = months(12)
UNITS = {
    "day": DAY,
    "week": weeks(1),
    "semimonth": SEMIMONTH,
    "month": MONTH,
    "quarter": months(3),
    "year": YEAR,
    **{f"{count}weeks": weeks(count) for count in range(2, 53)},
    **{f"{count}months": months(count) for count in range(2, 12)},
}
"""By the names that `portal apr` reads."""

Elapsed = tuple[int, Fraction]
"""Whole unit-periods, and the fraction of one that remains."""


def elapsed(unit: UnitPeriod, start: date, day: date, anchor: int) -> Elapsed:
    """From `start` to `day`, (b)(5)(ii)-(v); `anchor` is the day of the month of `day`'s series."""
    if not unit.monthly:
        return _parts((day - start).days, unit.length)
    whole, rest = months_between(start, day, anchor)
    if unit != YEAR or rest == 0:
        return _parts(30 * whole + rest, unit.length)
    years = whole // 12
    return years, Fraction((month_day(day, -12 * years, anchor) - start).days, 365)


def months_between(start: date, day: date, anchor: int) -> tuple[int, int]:
    """Whole months backward from `day`, as far as `start` allows, and the days that remain."""
    count = (day.year - start.year) * 12 + day.month - start.month
    if count and month_day(day, -count, anchor) < start:
        count -= 1
    since = month_day(day, -count, anchor) if count else day
    return count, (since - start).days


def anchors(days: Sequence[date]) -> list[int]:
    """The day of the month that each of a series of payments or advances stands for, (b)(3)(iv).

    A series on the last day of each month is measured from last day to last day; the last day of
    a short month stands for the 29th or 30th, where the series has one.
    """
    latest = max((day.day for day in days), default=0)
    late = [day for day in days if day.day >= 28]
    if len(late) > 1 and all(map(_is_last, late)):
        latest = LAST_DAY
    return [latest if _is_last(day) and day.day < latest else day.day for day in days]


def _is_last(day: date) -> bool:
    return day.day == month_length(day.year, day.month)


def _parts(days: int, length: int) -> Elapsed:
    whole, rest = divmod(days, length)
    return whole, Fraction(rest, length)
