"""From days and cents to the places of a chart: `SIZE` by `SIZE` units, stretched as it is shown.

Integers only: what is drawn is near enough, what is written beside it is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

SIZE = 1000
MOST_STEPS = 4
_TOLERANCE = 3
"""Units by which a line may leave the points that it was made of: under a pixel."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """Days `start` to `end` from left to right, 0 to `top` cents upwards, a grid line a `step`."""

    start: date
    end: date
    top: int
    step: int

    @property
    def ticks(self) -> range:
        return range(0, self.top + 1, self.step)

    def across(self, day: date) -> int:
        return _part((day - self.start).days, max(1, (self.end - self.start).days))

    def down(self, cents: int) -> int:
        return SIZE - _part(cents, self.top)


def frame_of(start: date, end: date, most: int) -> Frame:
    """`most`: the largest amount drawn, cents."""
    step = round_step(most)
    return Frame(start, end, max(1, -(-most // step)) * step, step)


def round_step(most: int) -> int:
    """The smallest of 1, 2, 2.5, 5 × 10ⁿ dollars of which `MOST_STEPS` reach `most` cents."""
    power = 100
    while True:
        for step in (power, 2 * power, 5 * power // 2, 5 * power):
            if step * MOST_STEPS >= most:
                return step
        power *= 10


def line(frame: Frame, points: Iterable[tuple[date, int]]) -> str:
    """The `d` of an SVG path; "" for fewer than two places."""
    places = thinned([(frame.across(day), frame.down(cents)) for day, cents in points])
    if len(places) < 2:
        return ""
    moves = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(places)]
    return f"M{places[0][0]} {places[0][1]}l{' '.join(moves)}".replace(" -", "-")


def thinned(places: Sequence[Place]) -> list[Place]:
    """Fewer places whose line goes through the others within `_TOLERANCE` (Douglas-Peucker)."""
    if len(places) < 3:
        return list(places)
    keep, spans = {0, len(places) - 1}, [(0, len(places) - 1)]
    while spans:
        first, last = spans.pop()
        worst, at = max(
            ((_off(places[first], places[last], places[i]), i) for i in range(first + 1, last)),
            default=(0, 0),
        )
        if worst > _TOLERANCE:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [places[i] for i in sorted(keep)]


def _off(start: Place, end: Place, place: Place) -> int:
    """How far `place` is from the line, measured straight down, or across where that is upright."""
    wide = end[0] - start[0]
    if wide == 0:
        return abs(place[0] - start[0]) + max(
            0, min(start[1], end[1]) - place[1], place[1] - max(start[1], end[1])
        )
    on_line = start[1] + (end[1] - start[1]) * (place[0] - start[0]) // wide
    return abs(place[1] - on_line)


def _part(value: int, whole: int) -> int:
    """`value / whole` in units, rounded half up."""
    return (2 * SIZE * value + whole) // (2 * whole)
