"""From a reversal to what it reverses, and back: the day of the other one in the list."""

from services.language import _, formats
from services.transactions.listing import Found
from services.transactions.query import Asked, as_query


def other_entry(one: Found) -> tuple[str, str]:
    """Query of the address and words of the link; both "" where there is no other entry."""
    if one.reverses is not None:
        other, words = one.reverses, _("It takes back what was posted on {day}")
    elif one.reversed_by is not None:
        other, words = one.reversed_by, _("It was taken back on {day}")
    else:
        return "", ""
    day = other.effective_on
    address = as_query(Asked(since=day, until=day), tab="transactions")
    return f"?{address}", words.format(day=formats.day(day))
