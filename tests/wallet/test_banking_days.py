from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.banking_days import add_banking_days, is_banking_day

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-01-05", 1, "2026-01-06"),
        ("2026-01-05", 2, "2026-01-07"),
        ("2026-01-08", 2, "2026-01-12"),  # over a weekend
        ("2026-01-09", 1, "2026-01-12"),
        ("2026-01-10", 1, "2026-01-12"),  # from a Saturday
        ("2026-01-15", 2, "2026-01-20"),  # over Martin Luther King Jr. Day
        ("2026-07-02", 1, "2026-07-03"),  # the 4th on a Saturday: banks open on Friday
        ("2027-07-02", 1, "2027-07-06"),  # the 4th on a Sunday: banks closed on Monday
        ("2026-11-25", 2, "2026-11-30"),  # Thanksgiving; the Friday after is a banking day
        ("2026-12-31", 1, "2027-01-04"),
    ],
)
def test_settlement_skips_weekends_and_federal_reserve_holidays(
    start: str, count: int, end: str
) -> None:
    assert add_banking_days(date.fromisoformat(start), count) == date.fromisoformat(end)


@given(DAYS, st.integers(1, 5))
def test_exactly_so_many_banking_days_pass(start: date, count: int) -> None:
    end = add_banking_days(start, count)
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert is_banking_day(end)
    assert sum(map(is_banking_day, passed)) == count
