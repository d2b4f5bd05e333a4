"""What a list of transactions is asked for: the query of the page's address and of an export's."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

LONGEST_SEARCH = 60
LAST_PAGE = 9_999


class Sort(StrEnum):
    NEWEST = "-date"
    OLDEST = "date"
    LARGEST = "-amount"
    SMALLEST = "amount"

    @property
    def descends(self) -> bool:
        return self.value.startswith("-")

    @property
    def by_amount(self) -> bool:
        return self in (Sort.LARGEST, Sort.SMALLEST)


@dataclass(frozen=True, slots=True)
class Asked:
    """`words` are searched for; `since` and `until` include their days; `page` begins at 1."""

    words: str = ""
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.NEWEST
    page: int = 1

    @property
    def filters(self) -> bool:
        return bool(self.words or self.since or self.until)


def asked_of(query: Mapping[str, object]) -> tuple[Asked, tuple[str, ...]]:
    """What is asked for, and the fields that could not be used: these do not filter.

    An unknown order or page is the first one.
    """
    since, until = _date(query, "from"), _date(query, "to")
    problems = [name for name, found in (("from", since), ("to", until)) if found == "?"]
    if isinstance(since, date) and isinstance(until, date) and since > until:
        problems.append("order")
    asked = Asked(
        words=" ".join(_text(query, "q").split())[:LONGEST_SEARCH].strip(),
        since=since if isinstance(since, date) else None,
        until=until if isinstance(until, date) else None,
        sort=_sort(_text(query, "sort")),
        page=_page(_text(query, "page")),
    )
    return asked, tuple(problems)


def as_query(asked: Asked, **more: str) -> str:
    """ "q=coffee&page=2", without what is as it would be anyway; `asked_of` reads it back."""
    named = {
        "q": asked.words,
        "from": asked.since,
        "to": asked.until,
        "sort": "" if asked.sort is Sort.NEWEST else asked.sort.value,
        "page": "" if asked.page == 1 else asked.page,
    }
    return urlencode({**more, **{name: value for name, value in named.items() if value}})


def _text(query: Mapping[str, object], name: str) -> str:
    """What can be printed of it: databases refuse lone surrogates and NUL."""
    value = query.get(name, "")
    return "".join(c for c in value[:500] if c.isprintable()) if isinstance(value, str) else ""


def _date(query: Mapping[str, object], name: str) -> date | str:
    """ "?" for what is no date."""
    text = _text(query, name).strip()
    if not text:
        return ""
    if len(text) == 10 and text.isascii():
        with suppress(ValueError):
            return date.fromisoformat(text)
    return "?"


def _sort(text: str) -> Sort:
    return Sort(text) if text in set(Sort) else Sort.NEWEST


def _page(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_PAGE))):
        return 1
    return max(1, int(text))
