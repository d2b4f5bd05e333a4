"""What the tab *Collateral* shows: texts ready for the screen."""

from dataclasses import dataclass
from typing import Literal

Fact = tuple[str, str]
"""Label and value: pairs, as names for the two would be most of what is sent."""
InsuranceTone = Literal["ok", "warn", "mute"]


@dataclass(frozen=True, slots=True)
class CollateralCard:
    """One item. `insured` is a badge's word, "" where nothing is known of an insurance; `advice`
    says what to do about one that has ended, or is about to.
    """

    title: str
    kind: str
    icon: str
    facts: tuple[Fact, ...]
    insured: str = ""
    tone: InsuranceTone = "mute"
    advice: str = ""
    insurance: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class CollateralPage:
    number: str = ""
    cards: tuple[CollateralCard, ...] = ()
    more: bool = False
    """There are more items than are shown."""
