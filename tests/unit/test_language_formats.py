"""Figures and dates read as Babel's own, and money is exact where floats are not."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from services.language import formats, use_language

NEW_YORK = ZoneInfo("America/New_York")


@given(st.integers(-(10**17), 10**17), st.sampled_from(["en", "es"]))
def test_money_is_what_babel_writes(cents: int, language: str) -> None:
    amount = Decimal(cents).scaleb(-2)
    with use_language(language):
        assert formats.money(cents) == format_currency(amount, "USD", locale=f"{language}_US")


def test_money() -> None:
    assert formats.money(921406) == "$9,214.06"
    assert formats.money(-5) == "-$0.05"
    assert formats.money(10**17 + 1) == "$1,000,000,000,000,000.01"


def test_days() -> None:
    day = date(2026, 12, 1)
    assert (formats.day(day), formats.short_day(day)) == ("Dec 1, 2026", "Dec 1")
    assert formats.long_day(day) == "December 1, 2026"
    with use_language("es"):
        assert (formats.day(day), formats.short_day(day)) == ("1 dic 2026", "1 dic")
        assert formats.long_day(day) == "1 de diciembre de 2026"


@pytest.mark.parametrize(
    ("offset", "english", "spanish"),
    [
        (0, "today", "hoy"),
        (1, "tomorrow", "mañana"),
        (-1, "yesterday", "ayer"),
        (6, "in 6 days", "en 6 días"),
        (-6, "6 days ago", "hace 6 días"),
        (1200, "in 1,200 days", "en 1,200 días"),
    ],
)
def test_relative_days(offset: int, english: str, spanish: str) -> None:
    today = date(2026, 11, 23)
    there = date.fromordinal(today.toordinal() + offset)
    assert formats.relative_day(there, today) == english
    with use_language("es"):
        assert formats.relative_day(there, today) == spanish


def test_moments_are_in_the_lenders_zone() -> None:
    late = datetime(2026, 12, 2, 3, 5, tzinfo=UTC)
    assert formats.moment(late, NEW_YORK).replace("\u202f", " ") == "Dec 1, 2026, 10:05 PM"


def test_percent_keeps_its_decimals() -> None:
    assert formats.percent(Decimal("14.07")) == "14.07%"
    assert formats.percent(Decimal("9.6")) == "9.60%"
    assert formats.percent(Decimal(5), places=0) == "5%"


def test_masked() -> None:
    assert formats.masked("L-1082") == "····1082"
