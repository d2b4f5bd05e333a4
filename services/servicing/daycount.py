"""Days between two days, and the interest for them.

30/360 after the US (NASD) convention, with the due day as anchor, so that from due date to due
date is always 30 days, February included. Actual/365 fixed: leap days count, the year stays 365.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import gcd

from models.servicing import InterestMethod
from services.servicing.duedates import month_length
from services.servicing.terms import Terms

Ratio = tuple[int, int]
"""Numerator and denominator."""

DAYS_IN_YEAR = {InterestMethod.PERIODIC: 360, InterestMethod.DAILY: 365}


def day_number(day: date, anchor: int) -> int:
    """Position of `day` on the 30/360 line; the clamped due day counts as the due day."""
    in_month = day.day
    if anchor > in_month >= 28 and in_month == month_length(day.year, day.month):
        in_month = anchor
    return 360 * day.year + 30 * day.month + min(in_month, 30)


def days_between(terms: Terms, since: date, until: date) -> int:
    """Days that bear interest, by the terms' method; never negative."""
    if until <= since:
        return 0
    if terms.method is InterestMethod.DAILY:
        return (until - since).days
    return day_number(until, terms.anchor) - day_number(since, terms.anchor)


def first_days(terms: Terms) -> int:
    """Days that bear interest before the first due date."""
    if terms.start is None and terms.method is InterestMethod.PERIODIC:
        return 30
    return days_between(terms, terms.starts, terms.first_due)


def rate_per_day(terms: Terms) -> Ratio:
    """The share of the principal that a day's interest is."""
    return _share(terms.rate, 100 * DAYS_IN_YEAR[terms.method])


def rate_per_month(terms: Terms) -> Ratio:
    """A twelfth of the yearly rate."""
    return _share(terms.rate, 1200)


@lru_cache(maxsize=1024)
def _share(rate: Decimal, divisor: int) -> Ratio:
    """In lowest terms: CPython multiplies and divides integers below 2**30 much faster."""
    numerator, denominator = rate.as_integer_ratio()
    common = gcd(numerator, denominator * divisor)
    return numerator // common, denominator * divisor // common


def interest(terms: Terms, principal: int, since: date, until: date) -> int:
    """Cents of simple interest on `principal` between two days, rounded half up once."""
    numerator, denominator = rate_per_day(terms)
    return times(principal * days_between(terms, since, until), numerator, denominator)


def first_interest(terms: Terms) -> int:
    """Cents of interest that the first installment asks for."""
    return times(terms.principal * first_days(terms), *rate_per_day(terms))


def times(amount: int, numerator: int, denominator: int) -> int:
    """`amount * numerator / denominator`, rounded half up; nothing may be negative."""
    return (2 * amount * numerator + denominator) // (2 * denominator)
