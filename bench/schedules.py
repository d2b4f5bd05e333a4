"""P14: a 360-row schedule, exact to the cent, against the PyPI package `amortization`."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from statistics import median

from bench.result import Result, time_ratio
from services.servicing.schedule import Schedule, build_schedule
from services.servicing.terms import Terms

LOANS = [(18_000_000, "4.25"), (35_000_000, "6.99"), (24_913_700, "5.625"), (2_500_000, "13.99")]
"""Cents and percent a year."""

HOW = "Median of 4 loans × 15 rounds in turns; {}; theirs: its list of rows"

SHAPES: list[tuple[str, str, float | None, Callable[[Schedule], object]]] = [
    (
        "360-row schedule",
        "terms checked, payment solved, payments and balances to the cent, all else differences",
        0.2,
        lambda schedule: schedule,
    ),
    (
        "the same, interest and principal of each row read",
        "five columns, the figures of their rows",
        0.2,
        lambda schedule: (schedule.interest, schedule.principal),
    ),
    (
        "the same as 360 objects with due dates and fees",
        "their rows have neither",
        None,
        lambda schedule: schedule.rows,
    ),
]
"""Name, what is measured, goal, and what is read of a schedule."""


def run() -> list[Result]:
    if find_spec("amortization") is None:
        missing = "It needs the peer: pip install amortization"
        return [Result("P14", name, None, goal, missing) for name, _, goal, _ in SHAPES]
    return [
        Result("P14", name, _ratio(read), goal, HOW.format(what))
        for name, what, goal, read in SHAPES
    ]


def _ratio(read: Callable[[Schedule], object]) -> float:
    return median(_loan_ratio(cents, rate, read) for cents, rate in LOANS)


def _loan_ratio(cents: int, rate: str, read: Callable[[Schedule], object]) -> float:
    theirs = import_module("amortization.schedule").amortization_schedule
    dollars, share = cents / 100, float(rate) / 100

    def ours() -> object:
        return read(build_schedule(Terms(cents, Decimal(rate), 360, date(2024, 2, 1))))

    return time_ratio(ours, lambda: list(theirs(dollars, share, 360)))


if __name__ == "__main__":
    for result in run():
        print(result)
