"""What the tab Statements shows: texts in the borrower's language."""

from dataclasses import dataclass

from services.accounts.views import Tone


@dataclass(frozen=True, slots=True)
class StatementRow:
    """`day`: the closing date (ISO), which the PDF's address names. `cells`: the same in words,
    balance, minimum payment, due date; without names, which would be half of what is sent.
    """

    day: str
    cells: tuple[str, str, str, str]
    status: tuple[str, Tone]
    """Word and tone of the badge."""


@dataclass(frozen=True, slots=True)
class StatementPage:
    """`below`: the statement number that the next page begins below; 0 when there is none.

    `address`: of the PDFs, before the day.
    """

    rows: tuple[StatementRow, ...] = ()
    below: int = 0
    address: str = ""
    upcoming: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Whether the borrower gets statements here instead of on paper, and since when in words."""

    electronic: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of paying the balance off: what is paid a month, how long, what it costs."""

    paying: str = ""
    lasts: str = ""
    total: str = ""
    interest: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """`balance` is "" where nothing is owed: then there is nothing to tell."""

    balance: str = ""
    warning: str = ""
    ways: tuple[Way, ...] = ()
    saved: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """For an amount of the borrower's own."""

    words: str = ""
    way: Way = Way()
