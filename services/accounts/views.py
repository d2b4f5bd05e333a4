"""What the accounts pages show: texts ready for the screen, in the borrower's language."""

from dataclasses import dataclass
from typing import Literal

from services.year_end.years import YearLink

Tone = Literal["ok", "warn", "bad", "info", "mute"]


@dataclass(frozen=True, slots=True)
class AccountCard:
    """An account in one line. `tone` is a badge's, `icon` a drawing's; `percent` 0 to 100.

    `uses_limit`: the percentage is of a credit limit that is used, else of payments made.
    """

    number: str
    title: str
    icon: str
    masked: str
    status: str
    tone: Tone
    balance: str
    due_label: str
    due: str
    left_label: str
    left: str
    percent: int
    progress: str
    uses_limit: bool
    payable: bool
    over: bool


@dataclass(frozen=True, slots=True)
class PastDueNotice:
    """`title` says which and since when, `words` what happens next; `quiet`: facts only."""

    number: str
    title: str
    words: str
    payable: bool
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class CheckingNotice:
    """`title` names the account, `words` what is being checked on it."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The accounts page; `interest` leads to the summaries of what was paid in a year."""

    greeting: str = ""
    due: str = ""
    checking: tuple[CheckingNotice, ...] = ()
    notices: tuple[PastDueNotice, ...] = ()
    cards: tuple[AccountCard, ...] = ()
    interest: tuple[YearLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """`explained`: what `services.explain` calls it, "" where it says nothing of it."""

    label: str
    value: str
    explained: str = ""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The top of an account's page; `upcoming` is "" when nothing is coming, `checking` when no
    payment's outcome is unknown; `balloon` names a last payment that is far larger than the
    others. `tabs`: keys, see `services/accounts/tabs.py`. `slug`: the number as it stands in an
    address. `interest`: as in `Overview`. `ended`: that it was charged off, else ""; with
    `ended_words`.
    """

    number: str = ""
    slug: str = ""
    title: str = ""
    masked: str = ""
    status: str = ""
    tone: Tone = "mute"
    balance: str = ""
    figures: tuple[Figure, ...] = ()
    upcoming: str = ""
    balloon: str = ""
    past_due: str = ""
    past_due_words: str = ""
    quiet: bool = False
    checking: str = ""
    ended: str = ""
    ended_words: str = ""
    payable: bool = False
    tabs: tuple[str, ...] = ()
    interest: tuple[YearLink, ...] = ()
