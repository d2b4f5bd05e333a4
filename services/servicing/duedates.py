"""When installments fall due: monthly, on the due day or the last day of a shorter month.

The only module that knows how long a period is; other frequencies would start here.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.servicing.terms import Terms


LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else LENGTHS[month - 1]


def month_day(day: date, months: int, anchor: int) -> date:
    """The `anchor` day of the month that is `months` after `day`'s, clamped to its length."""
    return _in_month(day.year * 12 + day.month - 1 + months, anchor)


def due_date(terms: Terms, number: int) -> date:
    """The due date of installment `number`, counted from 1."""
    return month_day(terms.first_due, number - 1, terms.anchor)


def due_dates(terms: Terms, first: int, count: int) -> list[date]:
    """The due dates of `count` installments from number `first`."""
    anchor = terms.anchor
    month = terms.first_due.year * 12 + terms.first_due.month + first - 2
    if anchor <= 28:
        return [date(m // 12, m % 12 + 1, anchor) for m in range(month, month + count)]
    return [_in_month(m, anchor) for m in range(month, month + count)]


def _in_month(months: int, anchor: int) -> date:
    """`months` counts from January of year 0."""
    year, month = divmod(months, 12)
    return date(year, month + 1, min(anchor, month_length(year, month + 1)))


def due_before(terms: Terms, on: date) -> int:
    """How many installments have a due date before `on`, 0 to `terms.payments`."""
    first = terms.first_due
    months = (on.year - first.year) * 12 + on.month - first.month
    if months < 0:
        return 0
    if months >= terms.payments:
        return terms.payments
    return months + (due_date(terms, months + 1) < on)
