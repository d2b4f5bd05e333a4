"""Which years a summary can be asked for, and where it lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal_app.routes import in_language, interest_summary
from services.accounts.standing import Standing
from services.language import _, current_language
from services.year_end.errors import NoSuchYear

MOST_LISTED = 3


@dataclass(frozen=True, slots=True)
class YearLink:
    """`label` such as "Interest 2026 (PDF)"."""

    label: str
    address: str


def span(found: Sequence[Standing]) -> tuple[int, int]:
    """From the year that the oldest of the accounts was opened in to this one."""
    this = found[0].on.year
    return min([this, *(one.account.opened_on.year for one in found)]), this


def year_of(found: Sequence[Standing], asked: object) -> int:
    """`asked` as an address has it ("2026"). Raises `NoSuchYear`."""
    first, last = span(found)
    if isinstance(asked, str) and len(asked) == 4 and asked.isascii() and asked.isdecimal():
        year = int(asked)
        if first <= year <= last:
            return year
    raise NoSuchYear(first, last)


def year_links(found: Sequence[Standing], number: str | None = None) -> tuple[YearLink, ...]:
    """The newest first, at most three; of the account `number`, or of all."""
    if not found:
        return ()
    first, last = span(found)
    years = range(last, max(first, last - MOST_LISTED + 1) - 1, -1)
    return tuple(
        YearLink(
            _("Interest {year} (PDF)").format(year=year),
            in_language(interest_summary(year, number), current_language()),
        )
        for year in years
    )
