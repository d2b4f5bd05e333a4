"""What the tab Transactions shows: texts ready for the screen, in the borrower's language."""

from dataclasses import dataclass

NO_BADGE = ("", "")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list, as short as it can be: a page of them is what a click sends.

    `key` names it to `details` and to a dispute. `cells`: day, what, amount, and then of a loan to
    principal, to interest, to fees, balance after; of a line of credit the category. `status` and
    `dispute` (where it stands) are a badge's word and tone; no word, no badge.
    """

    key: str = ""
    cells: tuple[str, ...] = ()
    status: tuple[str, str] = NO_BADGE
    dispute: tuple[str, str] = NO_BADGE
    disputable: bool = False


@dataclass(frozen=True, slots=True)
class AskedView:
    """The search's fields as they were asked for; dates as ISO texts."""

    words: str = ""
    since: str = ""
    until: str = ""
    sort: str = "-date"


@dataclass(frozen=True, slots=True)
class TransactionsPage:
    """A page of the list. `query` asks for all its pages, and an export for the same; `page` begins
    at 1.

    `place` says which rows these are; `problem` what of the search could not be used.
    """

    is_line: bool = False
    rows: tuple[Row, ...] = ()
    asked: AskedView = AskedView()
    query: str = ""
    filtered: bool = False
    page: int = 1
    more: bool = False
    place: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A step of an arithmetic, or a fact. `working` is how it was found, "" for a fact."""

    label: str
    value: str
    working: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """How an entry was computed, of the row `key`.

    `words` says what it is or why it was taken back; `link` and `link_words` lead to the other
    entry of a reversal.
    """

    key: str = ""
    lines: tuple[Line, ...] = ()
    words: str = ""
    link: str = ""
    link_words: str = ""
