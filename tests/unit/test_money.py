from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.money import (
    AmountProblem,
    InvalidAmount,
    InvalidRate,
    parse_amount,
    parse_rate,
    plain,
    round_half_up,
)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1,234.56", 123456),
        ("1234.56", 123456),
        ("$12", 1200),
        ("12.5", 1250),
        (" 12 ", 1200),
        ("0", 0),
        ("007.01", 701),
        ("1,000,000", 100_000_000),
        ("9999999999999.99", 10**15 - 1),
    ],
)
def test_forms_that_people_type_are_read(text, cents):
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", AmountProblem.EMPTY),
        ("  ", AmountProblem.EMPTY),
        ("-5", AmountProblem.NEGATIVE),
        ("-$5.00", AmountProblem.NEGATIVE),
        ("1.005", AmountProblem.TOO_PRECISE),
        ("10000000000000", AmountProblem.TOO_LARGE),
        *(
            (text, AmountProblem.NOT_AN_AMOUNT)
            for text in (
                "١٢",
                "1２",
                "1_0",
                "NaN",
                "Infinity",
                "1e3",
                "+5",
                "1,23",
                "1,2345",
                ",123",
                "12.",
                ".5",
                "1.234,56",
                "$$5",
                "5$",
                "=1+1",
                "0x10",
                "1 000",
                "5\n",
                "\u00a05",
                "1\x00",
                "9" * 5000,
                "-" + "9" * 5000,
                None,
                True,
                5,
                5.0,
                {"a": 1},
                b"5",
            )
        ),
    ],
)
def test_everything_else_is_refused_with_its_problem(text, problem):
    with pytest.raises(InvalidAmount) as refused:
        parse_amount(text)
    assert refused.value.problem is problem


@given(st.integers(0, 10**15 - 1))
def test_plain_text_reads_back(cents):
    assert parse_amount(plain(cents)) == cents


@given(st.text(max_size=12))
def test_any_text_gives_cents_or_a_typed_refusal(text):
    try:
        assert 0 <= parse_amount(text) < 10**15
        assert text.isascii()
    except InvalidAmount:
        pass


def test_plain_text_of_small_and_negative_amounts():
    assert [plain(5), plain(-5), plain(-12345), plain(0)] == ["0.05", "-0.05", "-123.45", "0.00"]


@pytest.mark.parametrize(
    ("value", "cents"),
    [("1/2", 1), ("3/2", 2), ("-1/2", -1), ("-3/2", -2), ("49/100", 0), ("1/3", 0), ("2/3", 1)],
)
def test_a_half_rounds_away_from_zero(value, cents):
    assert round_half_up(Fraction(value)) == cents


def test_rates_are_exact():
    assert parse_rate("4.25") == Decimal("4.25")
    assert parse_rate(" 5 ") == 5


@pytest.mark.parametrize("text", ["", "-1", "1e2", "NaN", "1_0", "4,25", "٤", "4.1234567", None, 4])
def test_other_rates_are_refused(text):
    with pytest.raises(InvalidRate):
        parse_rate(text)
