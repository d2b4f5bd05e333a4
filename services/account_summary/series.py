"""What the amortization chart shows: principal owed, principal and interest paid, day by day.

The past is the ledger's; the future what the engine projects from today's position.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from services.account_summary.entries import Entry
from services.accounts.standing import Standing
from services.servicing.duedates import due_before, due_dates
from services.servicing.projection import project


class Point(NamedTuple):
    """At the end of that day, cents; `principal` and `interest` are what was paid in all."""

    on: date
    balance: int
    principal: int
    interest: int


@dataclass(frozen=True)
class Series:
    """`history` up to today, or to the account's end; `projection` goes on from its last point."""

    history: Sequence[Point]
    projection: Sequence[Point]

    @property
    def points(self) -> Sequence[Point]:
        return [*self.history, *self.projection]


def series_of(one: Standing, entries: Sequence[Entry]) -> Series:
    """Of an installment account. Empty without any entry."""
    past = _history(one, entries)
    return Series(past, _projection(one, past[-1]) if past else ())


def _history(one: Standing, entries: Sequence[Entry]) -> list[Point]:
    """A point a day with entries and a due day, so that a missed payment is a flat line.

    An entry may be dated before an earlier one: each counts from the day it is effective.
    """
    changes = {
        day: (sum(e.change for e in of), sum(e.principal for e in of), sum(e.interest for e in of))
        for day, of in _by_day(entries)
    }
    if not changes:
        return []
    end = one.on if one.is_open else max(changes)
    first = min(changes)
    days = sorted({*changes, *(day for day in _due_days(one, end) if first < day), end})
    points, now = [], (0, 0, 0)
    for day in days:
        now = tuple(map(sum, zip(now, changes.get(day, (0, 0, 0)), strict=True)))
        points.append(Point(day, *now))
    return points


def _by_day(entries: Sequence[Entry]) -> Iterable[tuple[date, list[Entry]]]:
    ordered = sorted(entries, key=lambda entry: entry.on)
    return ((day, list(of)) for day, of in groupby(ordered, key=lambda entry: entry.on))


def _due_days(one: Standing, until: date) -> list[date]:
    terms = one.terms
    return due_dates(terms, 1, due_before(terms, until)) if terms else []


def _projection(one: Standing, today: Point) -> list[Point]:
    """Installments still to pay; what is past due counts as paid today."""
    if not one.payable or one.terms is None:
        return []
    points, principal, interest = [], today.principal, today.interest
    for row in project(one.position, one.terms, one.on).rows:
        principal, interest = principal + row.principal, interest + row.interest
        points.append(Point(max(row.due_date, one.on), row.balance, principal, interest))
    return points
