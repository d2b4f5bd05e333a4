"""An explanation as texts. The amounts of a step's lines add up to its total, to the cent."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.language import formats


@dataclass(frozen=True, slots=True)
class Line:
    """`detail` says where the amount is from, or ""."""

    label: str
    amount: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """`words` before the sum; `total` its last line."""

    words: str
    lines: tuple[Line, ...]
    total: Line


@dataclass(frozen=True, slots=True)
class Explanation:
    title: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A line before it is text: cents, below zero where it is taken off."""

    label: str
    cents: int
    detail: str = ""


def step(words: str, parts: Iterable[Part], total: Part) -> Step:
    return Step(words, tuple(_line(part) for part in parts), _line(total))


def _line(part: Part) -> Line:
    return Line(part.label, formats.money(part.cents), part.detail)
