"""Figures and dates as text, in the current language as written in the United States."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from services.language.catalog import current_language, gettext, ngettext

_LOCALES = {"en": "en_US", "es": "es_US"}


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES[language])


def _current_locale() -> Locale:
    return _locale(current_language())


@lru_cache
def _marks(language: str) -> tuple[str, str, str]:
    symbols = _locale(language).number_symbols["latn"]
    return symbols["group"], symbols["decimal"], symbols["minusSign"]


def money(cents: int) -> str:
    """921406 → "$9,214.06"; -1500 → "-$15.00". Integer arithmetic only: exact at any size."""
    group, decimal, minus = _marks(current_language())
    whole, rest = divmod(abs(cents), 100)
    sign = minus if cents < 0 else ""
    return f"{sign}${f'{whole:,}'.replace(',', group)}{decimal}{rest:02d}"


def short_money(cents: int) -> str:
    """For an axis: 1400000 → "$14K", 25000000 → "$250K"; one decimal at most."""
    dollars = Decimal(cents) / 100
    return f"${format_compact_decimal(dollars, locale=_current_locale(), fraction_digits=1)}"


def number(value: int) -> str:
    """5000 → "5,000"."""
    return format_decimal(value, locale=_current_locale())


def percent(rate: Decimal, places: int = 2) -> str:
    """A rate in percent a year: Decimal("14.07") → "14.07%"; exactly `places` decimals."""
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    return format_percent(rate / 100, format=f"{pattern}%", locale=_current_locale())


@lru_cache(maxsize=4096)
def _date(value: date, pattern: str, language: str) -> str:
    return format_date(value, pattern, locale=_locale(language))


def day(value: date) -> str:
    """Dec 1, 2026."""
    return _date(value, "medium", current_language())


def short_day(value: date) -> str:
    """Dec 1: only where the year cannot be mistaken."""
    return _date(value, {"en": "MMM d", "es": "d MMM"}[current_language()], current_language())


def month_and_year(value: date) -> str:
    """Dec 2026."""
    return _date(value, "MMM y", current_language())


def long_day(value: date) -> str:
    """December 1, 2026."""
    return _date(value, "long", current_language())


def month(value: date) -> str:
    """December, without its year."""
    return _date(value, "LLLL", current_language())


def plotly_locale() -> dict[str, Any]:
    """Plotly's config for the current language: it knows only English by itself."""
    language = current_language()
    if language == "en":
        return {}
    months = _current_locale().months["format"]
    names = {
        "months": list(months["wide"].values()),
        "shortMonths": list(months["abbreviated"].values()),
    }
    return {"locale": language, "locales": {language: {"dictionary": {}, "format": names}}}


def moment(value: datetime, zone: ZoneInfo) -> str:
    """Day and time of day in the lender's zone; `value` is aware."""
    return f"{day(value.astimezone(zone).date())}, {clock(value, zone)}"


def clock(value: datetime, zone: ZoneInfo) -> str:
    """Time of day in the lender's zone, to the minute: 3:05 PM."""
    return format_time(value, "short", tzinfo=zone, locale=_current_locale())


def relative_day(value: date, today: date) -> str:
    """Today, tomorrow, in 6 days, 6 days ago."""
    days = (value - today).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days == -1:
        return gettext("yesterday")
    if days > 0:
        return ngettext("in {days} day", "in {days} days", days).format(days=number(days))
    return ngettext("{days} day ago", "{days} days ago", -days).format(days=number(-days))


def masked(number: str) -> str:
    """The last four of an account or card after four dots: ····1082."""
    return f"····{number[-4:]}"
