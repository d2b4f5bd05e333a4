"""Billing cycles: the due day is the same each month, a cycle closes 25 days before it.

So a statement is out at least 21 days before its payment is due (12 CFR 1026.5(b)(2)(ii)(A)).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.servicing.duedates import month_day

DAYS_TO_PAY = timedelta(days=25)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cycle:
    """From the first to the last day, both included; what it asks for is due on `due_on`."""

    opened_on: date
    closed_on: date
    due_on: date

    @property
    def days(self) -> int:
        return (self.closed_on - self.opened_on).days + 1


def cycle_from(due_day: int, opened_on: date) -> Cycle:
    """The cycle that begins on that day: the first of a line may be short."""
    first = opened_on + DAYS_TO_PAY
    due_on = month_day(first, 0, due_day)
    if due_on < first:
        due_on = month_day(first, 1, due_day)
    return Cycle(opened_on, due_on - DAYS_TO_PAY, due_on)


def cycles(due_day: int, opened_on: date, until: date) -> Iterator[Cycle]:
    """From the one that begins on `opened_on`, as far as they closed before `until`.

    A cycle takes the whole of its last day: it is closed on the day after it.
    """
    while (cycle := cycle_from(due_day, opened_on)).closed_on < until:
        yield cycle
        opened_on = cycle.closed_on + ONE_DAY
