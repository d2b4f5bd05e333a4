"""What stands on a document. All of it is text, ready to be read: amounts and dates too."""

from dataclasses import dataclass
from datetime import date

from services.brand import Brand


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value on one line; `strong` for a sum."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Hero:
    """The one figure that the document is about, and what is to be known with it."""

    label: str
    value: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The first `words` columns are words, from the left; the others figures, to the right.

    Every row, and `total` if there is one, has as many cells as `head`. The head stands again on
    each page.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    words: int = 1

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in (*self.rows, self.total or self.head)):
            raise ValueError("a row has not as many cells as the head")


@dataclass(frozen=True, slots=True)
class Part:
    """Of a letter: under `heading` (none if empty) paragraphs, facts, a table."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What every document has. `foot` stands at the end of each page, left of its number.

    `day` is the date in the file's properties: the day the document is about, never the clock.
    """

    title: str
    day: date
    lender: Brand
    foot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Paper):
    """To whom (name, lines of an address), when, and the rest in this order."""

    to: tuple[str, ...] = ()
    dated: str = ""
    lead: str = ""
    hero: Hero | None = None
    facts: tuple[Fact, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
