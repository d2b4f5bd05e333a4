"""What the tab Summary shows: texts ready for the screen, in the borrower's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """`key` names it whatever the language; `more` is "" or what has to be said with the value.

    `explained`: what `services.explain` calls it, "" where it says nothing of it.
    """

    key: str
    label: str
    value: str
    more: str = ""
    explained: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    facts: tuple[Fact, ...] = ()
