"""Principal over time: as points for any chart, and as a path for the small drawing."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from services.what_if.plan import Outcome

WIDTH, HEIGHT = 300, 100
MOST_POINTS = 40


class Point(NamedTuple):
    """Cents of principal after a day's payments."""

    on: date
    balance: int


def points(outcome: Outcome, on: date, principal: int) -> list[Point]:
    """From today's `principal` to zero; one a day with a payment."""
    by_day = {on: principal} | {row.on: row.balance for row in outcome.rows}
    return [Point(day, balance) for day, balance in by_day.items()]


def path(curve: Sequence[Point], last: date, most: int) -> str:
    """SVG path data in a box of WIDTH × HEIGHT: `last` at its right end, `most` cents at its top.

    Of a long curve every so many points, and the last.
    """
    first, apart = curve[0].on, -(-len(curve) // MOST_POINTS)
    span = max(1, (last - first).days)
    drawn = [*curve[:-1:apart], curve[-1]]
    steps = (_place((point.on - first).days, span, point.balance, max(1, most)) for point in drawn)
    return "M" + "L".join(steps)


def _place(days: int, span: int, balance: int, most: int) -> str:
    return f"{days * WIDTH // span} {HEIGHT - balance * HEIGHT // most}"
