"""What the tab Transactions shows: texts ready for the screen, in the borrower's language."""

from dataclasses import dataclass

from services.accounts.views import Tone


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list. `key` names it to `details` and to a dispute.

    `to_principal` and the three after it are "" in the list of a line of credit, `kind` and
    `status` may be "" anywhere; `name` says which it is to a screen reader.
    """

    key: str = ""
    day: str = ""
    name: str = ""
    what: str = ""
    kind: str = ""
    amount: str = ""
    to_principal: str = ""
    to_interest: str = ""
    to_fees: str = ""
    balance: str = ""
    status: str = ""
    tone: Tone = "mute"
    dispute: str = ""
    """Where its dispute stands; "" when there is none."""
    dispute_tone: Tone = "mute"
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
    """A page of the list. `previous`, `following`, `here` and `everything` are queries of
    the address, "" where there is none; `export` is the query that an export takes over.

    `place` says which rows these are; `problem` what of the search could not be used.
    """

    is_line: bool = False
    rows: tuple[Row, ...] = ()
    asked: AskedView = AskedView()
    filtered: bool = False
    place: str = ""
    previous: str = ""
    following: str = ""
    here: str = ""
    everything: str = ""
    export: str = ""
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
