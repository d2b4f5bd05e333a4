"""A plan's principal over time: as points for any chart, and as paths."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from services.account_summary.frame import Frame, line
from services.what_if.plan import Outcome


class Point(NamedTuple):
    """Cents of principal after a day's payments."""

    on: date
    balance: int


@dataclass(frozen=True, slots=True)
class Curve:
    """On the amortization chart: its path there, and what the chart's figure is asked with.

    `key` is the chart's that it was drawn for (`ScheduleChart.key`); `words` say what it is.
    """

    key: str = ""
    path: str = ""
    query: str = ""
    words: str = ""


def points(outcome: Outcome, on: date, principal: int) -> list[Point]:
    """From today's `principal` to zero; one a day with a payment."""
    by_day = {on: principal} | {row.on: row.balance for row in outcome.rows}
    return [Point(day, balance) for day, balance in by_day.items()]


def small_path(curve: Sequence[Point], last: date, most: int) -> str:
    """In a box of its own: from its first day to `last`, `most` cents high."""
    return line(Frame(curve[0].on, last, max(1, most), 1), curve)


def balances_on(curve: Sequence[Point], days: Sequence[date]) -> list[int]:
    """The balance that holds on each of `days`, none before the curve begins; in their order."""
    found, at = [], 0
    for day in days:
        while at + 1 < len(curve) and curve[at + 1].on <= day:
            at += 1
        found.append(curve[at].balance)
    return found
