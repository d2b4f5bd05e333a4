"""The minimum payment warning in each case of 12 CFR 1026.7(b)(12), in both languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.accounts import AccountKind
from models.statements import Statement
from services.credit_lines.repayment import Owing, Repayment
from services.credit_lines.terms import Minimum
from services.language import use_language
from services.statements.detail import Detail, Estimate, Lender, Warned
from services.statements.estimates import estimate, is_told_36_months
from services.statements.warnings import Warning, counseling, how_long, of

CARD = Minimum()
DETAIL = Detail(
    number="C-9035",
    kind=AccountKind.CARD,
    name="Juniper Card",
    borrowers=("Maria Reyes",),
    lines=(),
    types=(),
    estimate=Estimate(),
    late_fee=0,
    available=0,
    paid_in_full=False,
    lender=Lender("Juniper Lending", "1-800-555-0142", "P.O. Box 1", "1-800-555-0199"),
)
STATEMENT = Statement(
    account_id=1,
    number=1,
    opened_on=date(2026, 2, 21),
    closed_on=date(2026, 3, 22),
    due_on=date(2026, 4, 16),
    last_sequence=9,
    minimum_due=46_58,
    detail="",
)


def of_balance(cents: int, rate: str, minimum_due: int = 25_00, rule: Minimum = CARD) -> Estimate:
    return estimate([Owing(cents, Decimal(rate))], rule, minimum_due, False)


def told(found: Estimate, kind: AccountKind = AccountKind.CARD) -> Warning:
    (warning,) = of(STATEMENT, replace(DETAIL, estimate=found, kind=kind))
    return warning


def rows(found: Estimate) -> tuple[tuple[str, ...], ...]:
    table = told(found).table
    assert table is not None
    return table.rows


def test_beside_the_minimum_stands_the_payment_for_36_months_and_what_it_saves() -> None:
    """Sample G-18(C)(1). Total and payment follow from the appendix: see test_repayment."""
    found = of_balance(1_784_53, "14.99", 46_58)
    assert found.warned is Warned.WITH_36_MONTHS
    least, short = rows(found)
    assert (least[0], short[:2]) == ("Only the minimum payment", ("$61.85", "3 years"))
    assert least[1] == how_long(found.months)
    assert short[2] == f"$2,226.60 (Savings = ${(found.total - 2_226_60) / 100:.2f})"


@pytest.mark.parametrize(
    ("months", "is_told"), [(35, False), (36, False), (41, False), (42, True), (None, True)]
)
def test_what_rounds_to_three_years_names_no_other_payment(
    months: int | None, is_told: bool
) -> None:
    """1026.7(b)(12)(i)(F)(2)(i)."""
    least, short = Repayment(months, 100_00, 5_00), Repayment(36, 90_00, 30_00)
    assert is_told_36_months(least, short, 25_00) is is_told


def test_nor_one_that_is_less_than_the_minimum_of_the_cycle() -> None:
    """(F)(2)(ii). The minimum of that cycle holds its interest and what was past due."""
    found = of_balance(945_22, "21.99", 46_81)
    assert found.warned is Warned.WITHOUT_36_MONTHS
    assert [row[0] for row in rows(found)] == ["Only the minimum payment"]
    assert of_balance(945_22, "21.99", 36_00).warned is Warned.WITH_36_MONTHS


def test_a_minimum_that_never_pays_it_off_says_so() -> None:
    """1026.7(b)(12)(ii), negative or no amortization: here the minimum is the interest alone."""
    found = of_balance(10_000_00, "36", 300_00, Minimum(0, Decimal(0)))
    assert (found.warned, found.months, found.total) == (Warned.NEVER, 0, 0)
    assert rows(found) == (("$458.04", "3 years", "$16,489.44"),)


@pytest.mark.parametrize(
    ("language", "never", "years"),
    [
        ("en", "you will never pay off the balance shown on this statement because", "3 years"),
        ("es", "nunca terminará de pagar el saldo", "3 años"),
    ],
)
def test_never_and_only_the_payment_for_36_months(language: str, never: str, years: str) -> None:
    with use_language(language):
        warning = told(Estimate(Warned.NEVER, payment=103_00, payment_total=3_708_00))
    assert never in warning.words
    assert warning.table is not None
    assert [row[:2] for row in warning.table.rows] == [("$103.00", years)]


@pytest.mark.parametrize(
    ("months", "english", "spanish"),
    [
        (1, "1 month", "1 mes"),
        (23, "23 months", "23 meses"),
        (24, "2 years", "2 años"),
        (29, "2 years", "2 años"),
        (30, "3 years", "3 años"),
        (137, "11 years", "11 años"),
    ],
)
def test_months_below_two_years_then_the_nearest_year(
    months: int, english: str, spanish: str
) -> None:
    """1026.7(b)(12)(i)(B)."""
    assert how_long(months) == english
    with use_language("es"):
        assert how_long(months) == spanish


def test_the_counseling_phone_stands_where_a_warning_does() -> None:
    warned = replace(DETAIL, estimate=Estimate(Warned.NEVER, payment=1, payment_total=36))
    assert "1-800-555-0199" in counseling(warned)
    assert counseling(DETAIL) == ""
    assert of(STATEMENT, DETAIL) == ()
