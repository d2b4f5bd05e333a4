from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.servicing import InterestMethod
from services.servicing.daycount import day_number, days_between, interest
from services.servicing.duedates import due_before, due_date, due_dates
from services.servicing.terms import Terms
from tests.unit.servicing.strategies import agreements, days


def monthly(first_due: date, **rest: object) -> Terms:
    return Terms(1000_00, Decimal(12), 48, first_due, **rest)


def test_the_due_day_is_kept_through_short_months():
    assert due_dates(monthly(date(2023, 12, 31)), 1, 5) == [
        date(2023, 12, 31),
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 30),
    ]


def test_a_first_due_in_a_short_month_may_name_its_due_day():
    terms = monthly(date(2023, 2, 28), due_day=30)
    assert due_dates(terms, 1, 3) == [date(2023, 2, 28), date(2023, 3, 30), date(2023, 4, 30)]
    assert terms.starts == date(2023, 1, 30)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 47))
def test_thirty_days_from_due_date_to_due_date(first_due, number):
    terms = monthly(first_due)
    assert days_between(terms, due_date(terms, number), due_date(terms, number + 1)) == 30
    assert days_between(terms, terms.starts, first_due) == 30


@given(days, st.integers(1, 31))
def test_the_30_360_line_never_runs_back(day, anchor):
    assert 0 <= day_number(day + timedelta(1), anchor) - day_number(day, anchor) <= 4


@given(agreements(), st.lists(days, min_size=3, max_size=3))
def test_days_add_up(terms, three):
    first, second, third = sorted(three)
    assert days_between(terms, first, second) + days_between(terms, second, third) == days_between(
        terms, first, third
    )
    assert days_between(terms, third, first) == 0


def test_actual_365_counts_leap_days():
    terms = monthly(date(2024, 3, 1), method=InterestMethod.DAILY)
    assert days_between(terms, date(2024, 2, 1), date(2024, 3, 1)) == 29
    assert interest(terms, 365_000_00, date(2023, 3, 1), date(2024, 3, 1)) == 43_920_00


@pytest.mark.parametrize("cents", [0, 1, 49, 50, 51])
def test_interest_rounds_half_up(cents):
    terms = monthly(date(2024, 2, 1))
    assert interest(terms, cents, date(2024, 1, 1), date(2024, 2, 1)) == (cents + 50) // 100


@given(agreements(), days)
def test_installments_before_a_day_are_counted_without_a_loop(terms, on):
    expected = sum(due_date(terms, n) < on for n in range(1, terms.payments + 1))
    assert due_before(terms, on) == expected
