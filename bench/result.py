"""What a benchmark hands back, and how ratios are taken."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Result:
    """One goal of one run. `ratio` is None where it could not be measured; `how` then says why."""

    goal: str
    name: str
    ratio: float | None
    target: float | None
    how: str
    at_least: bool = False
    """The target is to be reached, not to be kept under."""

    @property
    def met(self) -> bool | None:
        """None: not measured, or no target."""
        if self.ratio is None or self.target is None:
            return None
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target

    def __str__(self) -> str:
        if self.ratio is None:
            return f"{self.goal}  {self.name}: not measured. {self.how}"
        bound = "at least" if self.at_least else "at most"
        goal = "" if self.target is None else f" (goal: {bound} {self.target:g}, {self._verdict()})"
        return f"{self.goal}  {self.name}: {self.ratio:.3f}{goal}. {self.how}"

    def _verdict(self) -> str:
        if self.ratio is None or self.target is None or self.met:
            return "met"
        return f"missed by {abs(self.ratio / self.target - 1):.0%}"


def time_ratio(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 15, calls: int = 40
) -> float:
    """Median over `rounds` of our time over theirs, measured in turns, without the collector."""
    return median(_seconds(ours, calls) / _seconds(theirs, calls) for _ in range(rounds))


def _seconds(work: Callable[[], object], calls: int) -> float:
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = perf_counter()
        for _ in range(calls):
            work()
        return perf_counter() - start
    finally:
        if collecting:
            gc.enable()
