"""Days on which the Federal Reserve's ACH and card settlement run."""

from datetime import date, timedelta

import holidays

_FEDERAL_RESERVE = holidays.financial_holidays("XFED")
SATURDAY = 5


def is_banking_day(day: date) -> bool:
    """Neither a weekend nor a Federal Reserve holiday.

    A holiday on a Saturday closes no bank on Friday; one on a Sunday closes them on Monday.
    """
    return day.weekday() < SATURDAY and day not in _FEDERAL_RESERVE


def add_banking_days(day: date, count: int) -> date:
    """The `count`-th banking day strictly after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_banking_day(day)
    return day
