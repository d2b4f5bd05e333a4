"""12 CFR 1026, appendices M1 and M2."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.credit_lines.repayment import (
    Owing,
    Repayment,
    at_amount,
    at_minimum,
    in_36_months,
    in_years,
)
from services.credit_lines.terms import Minimum

SAMPLE = (
    Owing(50_000, Decimal(0), ends=6, after=Decimal(17)),
    Owing(25_000, Decimal(17)),
    Owing(25_000, Decimal(21)),
)
TWO_PERCENT = Minimum(2_000, Decimal(2))
CARD = Minimum(2_500, Decimal(2))

owings = st.lists(
    st.builds(
        Owing,
        st.integers(0, 5_000_000),
        st.decimals(0, 36, places=2, allow_nan=False, allow_infinity=False),
    ),
    min_size=1,
    max_size=3,
)


def _cent(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _appendix_m2() -> tuple[int, Decimal, Decimal, Decimal]:
    """The regulation's own program, line by line: months, their sum, payment and sum of 36."""
    rates = [Decimal("0.0"), Decimal("0.17"), Decimal("0.21")]
    balances = [Decimal(500), Decimal(250), Decimal(250)]
    days, least, share = Decimal(365) / 12, Decimal(20), Decimal("0.02")
    last_month, regular = 6, Decimal("0.17")
    periodic = [rate / 365 * days for rate in rates]
    part = Decimal(last_month) / 36
    first = part * periodic[0] + (1 - part) * regular / 365 * days
    owed = sum(balances, Decimal(0))
    weighted = (balances[0] * first + balances[1] * periodic[1] + balances[2] * periodic[2]) / owed
    level = _cent(owed / ((1 - (1 + weighted) ** -36) / weighted))
    months, paid = 0, Decimal(0)
    while owed > 0:
        months += 1
        payment = max(least, _cent(share * owed))
        if months >= last_month:
            periodic[0] = regular / 365 * days
        grown = [
            _cent(balance * (1 + rate)) for balance, rate in zip(balances, periodic, strict=True)
        ]
        payment = min(payment, sum(grown, Decimal(0)))
        left = payment
        for index, balance in enumerate(grown):
            taken = min(left, balance)
            balances[index], left = balance - taken, left - taken
        paid += payment
        owed = sum(balances, Decimal(0))
    return months, paid, level, level * 36


def test_the_regulations_example_comes_out_as_its_program_says() -> None:
    months, paid, level, sum_of_36 = _appendix_m2()

    least, short = at_minimum(SAMPLE, TWO_PERCENT, plus_interest=False), in_36_months(SAMPLE)

    assert (least.months, least.total) == (months, int(paid * 100))
    assert (short.first, short.total) == (int(level * 100), int(sum_of_36 * 100))


def test_one_rate_by_the_annuity_formula() -> None:
    short = in_36_months([Owing(178_453, Decimal("14.99"))])

    assert short == Repayment(36, 36 * 6_185, 6_185)


def test_without_interest_the_balance_is_divided() -> None:
    assert in_36_months([Owing(36_000, Decimal(0))]) == Repayment(36, 36_000, 1_000)
    assert at_amount([Owing(36_000, Decimal(0))], 1_000) == Repayment(36, 36_000, 1_000)


def test_nothing_owed_is_repaid_at_once() -> None:
    nothing = [Owing(0, Decimal(20))]

    assert at_minimum(nothing, CARD) == Repayment(0, 0, 0)
    assert in_36_months(nothing) == Repayment(0, 0, 0)


@pytest.mark.parametrize("amount", [1_999, 2_000])
def test_a_payment_up_to_the_interest_never_ends_the_debt(amount: int) -> None:
    assert at_amount([Owing(100_000, Decimal(24))], amount) == Repayment(None, 0, amount)


def test_a_minimum_of_the_interest_never_ends_the_debt() -> None:
    never = at_minimum([Owing(1_000_000, Decimal(24))], Minimum(0, Decimal(2)), plus_interest=False)

    assert never.months is None


def test_the_minimum_goes_to_the_lowest_rate_and_an_amount_to_the_highest() -> None:
    both = [Owing(100_000, Decimal(10)), Owing(100_000, Decimal(25))]

    least, more = at_minimum(both, CARD), at_amount(both, at_minimum(both, CARD).first)

    assert least.months is not None
    assert more.months is not None
    assert more.total < least.total


@pytest.mark.parametrize(("months", "years"), [(24, 2), (29, 2), (30, 3), (41, 3), (42, 4)])
def test_years_are_rounded_to_the_nearest(months: int, years: int) -> None:
    assert in_years(months) == years


@given(owings)
def test_what_is_paid_is_the_balance_and_its_interest(parts: list[Owing]) -> None:
    least = at_minimum(parts, CARD)
    owed = sum(one.balance for one in parts)

    assert least.months is not None
    assert least.total >= owed
    if all(one.rate == 0 for one in parts):
        assert least.total == owed


@given(owings, st.integers(1, 1_000_000))
def test_paying_more_is_never_slower(parts: list[Owing], more: int) -> None:
    payment = in_36_months(parts).first
    slow, fast = at_amount(parts, payment), at_amount(parts, payment + more)

    if slow.months is not None:
        assert fast.months is not None
        assert fast.months <= slow.months
        assert fast.total <= slow.total


@given(owings)
def test_the_payment_for_36_months_ends_the_debt_in_about_36(parts: list[Owing]) -> None:
    """Interest by balance, highest first, is no more than at the weighted rate."""
    short = in_36_months(parts)
    played = at_amount(parts, short.first)

    if short.first > 200:
        assert played.months is not None
        assert played.months <= 37
