import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given, reject
from hypothesis import strategies as st

from models.servicing import InterestMethod
from services.money import parse_amount
from services.servicing.apr import apr, apr_of
from services.servicing.duedates import month_day
from services.servicing.errors import NoAnnualRate
from services.servicing.terms import Terms
from services.servicing.unit_periods import UNITS, anchors, elapsed

EXAMPLES = Path(__file__).parents[2] / "data" / "appendix_j.csv"
"""All worked examples of 12 CFR part 1026, Appendix J (c), with the rates that it prints."""

MONTH = UNITS["month"]


def series(unit: str, first: date, count: int) -> list[date]:
    """Payment days of an example, regular after the first."""
    if unit == "semimonth":
        halves = [month_day(first, k // 2, 1 if k % 2 == 0 else 16) for k in range(count)]
        return halves
    if UNITS[unit].monthly:
        months = UNITS[unit].length // 30
        return [month_day(first, months * k, first.day) for k in range(count)]
    return [first + timedelta(days=UNITS[unit].length * k) for k in range(count)]


def amounts(text: str) -> list[int]:
    groups = [group.split(" x ") for group in text.split("; ")]
    return [parse_amount(amount) for count, amount in groups for _ in range(int(count))]


with EXAMPLES.open() as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=[row["example"] for row in ROWS])
def test_worked_examples_of_the_regulation(row: dict[str, str]):
    paid = amounts(row["payments"])
    days = series(row["unit"], date.fromisoformat(row["first_payment_date"]), len(paid))
    advance = (date.fromisoformat(row["advance_date"]), parse_amount(row["amount"]))
    found = apr([advance], list(zip(days, paid, strict=True)), UNITS[row["unit"]])
    assert str(found) == row["apr"]


def worth(flows: list[tuple[date, int]], start: date, unit: str, rate: Decimal) -> Decimal:
    """Straight from (b)(8), apart from the code that is tried."""
    per_year = UNITS[unit].per_year
    i = rate / 100 * per_year.denominator / per_year.numerator
    total = Decimal(0)
    for (day, cents), anchor in zip(flows, anchors([day for day, _ in flows]), strict=True):
        whole, fraction = elapsed(UNITS[unit], start, day, anchor)
        part = Decimal(fraction.numerator) / fraction.denominator
        total += cents / ((1 + part * i) * (1 + i) ** whole)
    return total


days_after = st.integers(1, 1500)
cents = st.integers(1, 5_000_00)


@given(
    st.sampled_from(sorted(UNITS)),
    st.lists(st.tuples(days_after, cents), min_size=2, max_size=12),
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 1_000_00)), max_size=3),
    st.integers(1, 10_000_00),
    st.booleans(),
)
def test_the_rate_discounts_payments_to_advances(unit, payments, later, first, early):
    """`early`: one of the payments comes before the first advance."""
    start = date(2024, 1, 31)
    lent = [(start, first), *((start + timedelta(days=day), amount) for day, amount in later)]
    paid = [(start + timedelta(days=day), amount) for day, amount in payments]
    if early:
        start -= timedelta(days=25)
        paid[0] = (start, paid[0][1])
    assume(sum(amount for _, amount in paid) >= sum(amount for _, amount in lent))
    try:
        found = apr(lent, paid, UNITS[unit])
    except NoAnnualRate:
        reject()

    def excess(rate: Decimal) -> Decimal:
        return worth(lent, start, unit, rate) - worth(paid, start, unit, rate)

    assert found == round(found, 2) >= 0
    assert excess(found + Decimal("0.005")) > -Decimal("1e-4")
    assert excess(max(Decimal(0), found - Decimal("0.005"))) < Decimal("1e-4")


@given(st.integers(0, 40_00), st.integers(2, 120), st.dates(date(2019, 1, 1), date(2030, 12, 31)))
@example(425, 360, date(2024, 1, 31))
def test_a_level_loan_of_whole_months_has_its_nominal_rate(hundredths, payments, first):
    """With a principal so large that rounding to the cent is nothing."""
    rate = Decimal(hundredths) / 100
    assert apr_of(Terms(10**13, rate, payments, first)) == rate


def test_fees_raise_it_and_are_not_lent():
    terms = Terms(10_000_00, Decimal(10), 36, date(2024, 2, 1))
    assert apr_of(terms) == Decimal("10.00")
    assert apr_of(terms, 300_00) == Decimal("12.11")
    assert apr_of(terms, 10_000_00) is None


def test_zero_interest():
    assert apr_of(Terms(1200_00, Decimal(0), 12, date(2024, 2, 1))) == Decimal("0.00")


def test_daily_interest_and_a_single_installment():
    daily = Terms(
        10_025_00, Decimal("4.5"), 12, date(2022, 10, 1), date(2022, 8, 22), InterestMethod.DAILY
    )
    assert apr_of(daily) == Decimal("4.49")
    assert apr_of(Terms(1000_00, Decimal(12), 1, date(2024, 2, 1))) == Decimal("12.00")


@pytest.mark.parametrize(
    ("unit", "end", "paid", "rate"),
    [
        ("day", date(2024, 3, 1), 1010_00, "6.08"),  # 60 days: 365/60
        ("month", date(2024, 3, 1), 1010_00, "6.00"),  # 2 months: 12/2
        ("month", date(2024, 3, 2), 1010_00, "5.98"),  # not whole months: 365/61
        ("month", date(2025, 1, 1), 1100_00, "10.00"),  # a year
        ("day", date(2025, 7, 1), 1160_00, "10.31"),  # a year and six months of twelve
        ("month", date(2025, 1, 11), 1100_00, "9.71"),  # a year and 10 days of 365
    ],
)
def test_one_advance_and_one_payment(unit, end, paid, rate):
    assert str(apr([(date(2024, 1, 1), 1000_00)], [(end, paid)], UNITS[unit])) == rate


def test_a_single_payment_by_days_by_months_and_over_a_year():
    """Appendix J (c)(5): its four examples."""
    for lent, end, paid, unit, rate in (
        (date(1978, 1, 3), date(1978, 9, 15), 1080_00, "day", "11.45"),
        (date(1978, 7, 15), date(1979, 1, 15), 1044_00, "month", "8.80"),
        (date(1978, 1, 17), date(1979, 7, 17), 1135_19, "month", "8.76"),
        (date(1978, 1, 3), date(1980, 1, 3), 1240_00, "month", "11.36"),
    ):
        assert str(apr([(lent, 1000_00)], [(end, paid)], UNITS[unit])) == rate


def test_a_skipped_payment_loan():
    """Appendix J (c)(6)(i): every four weeks, but never twice in a month: then two weeks later."""
    days: list[date] = []
    day = date(1978, 2, 20)
    while len(days) < 24:
        if days and (day.year, day.month) == (days[-1].year, days[-1].month):
            day += timedelta(days=14)
        days.append(day)
        day += timedelta(days=28)
    lent = [(date(1978, 1, 25), 2135_00)]
    assert str(apr(lent, [(day, 100_00) for day in days], UNITS["4weeks"])) == "12.00"


def test_a_construction_loan():
    """Appendix J (c)(7): three advances, then 240 payments."""
    lent = [(date(1979, month, day), 20_000_00) for month, day in ((4, 10), (6, 12), (9, 18))]
    days = [month_day(date(1979, 12, 10), count, 10) for count in range(240)]
    assert str(apr(lent, [(day, 612_36) for day in days], MONTH)) == "10.25"


def test_a_payment_before_the_first_advance():
    """A deposit of 100.00 a month ahead leaves 900.00 to earn a percent a month, near enough."""
    lent = [(date(2024, 2, 1), 1000_00)]
    paid = [(date(2024, 1, 1), 100_00), (date(2024, 3, 1), 907_99)]
    # 1000 / 1.01 = 100 + 907.99 / 1.01², all a month after the deposit
    assert str(apr(lent, paid, MONTH)) == "12.00"
    payments = [(month_day(date(1978, 7, 1), count, 1), 240_00) for count in range(50)]
    advances = [(date(1978 + year, 9, 5), 1800_00) for year in range(4)]
    advances += [(date(1979 + year, 1, 5), 1000_00) for year in range(4)]
    assert 32 < apr(advances, payments, MONTH) < 33


def test_payments_before_a_later_advance():
    """Two halves lent a month apart, each repaid with 1 % a month: 12 % a year."""
    lent = [(date(2024, 1, 1), 1000_00), (date(2024, 3, 1), 1000_00)]
    paid = [(date(2024, 2, 1), 1010_00), (date(2024, 4, 1), 1010_00)]
    assert apr(lent, paid, MONTH) == Decimal("12.00")


@pytest.mark.parametrize(
    ("advances", "payments", "problem"),
    [
        ([], [(5, 100)], "no_advance"),
        ([(1, 0)], [(5, 100)], "no_advance"),
        ([(1, 100)], [], "no_payment"),
        ([(1, 100)], [(5, 0)], "no_payment"),
        ([(3, 100)], [(1, 50), (2, 100)], "paid_before_lent"),
        ([(1, 100)], [(5, 99)], "not_repaid"),
        ([(1, 100)], [(1, 101)], "too_high"),
        ([(1, 1)], [(2, 10**15)], "too_high"),
        ([(1, 100)], [(1, 100), (2, 1)], "too_high"),
    ],
)
def test_hopeless_input(advances, payments, problem):
    def dated(flows):
        return [(date(2024, 1, day), amount) for day, amount in flows]

    with pytest.raises(NoAnnualRate) as refused:
        apr(dated(advances), dated(payments), MONTH)
    assert refused.value.problem == problem


def test_months_are_measured_from_last_day_to_last_day():
    """(b)(3)(iv): a series on the last day of each month, and one on the 30th."""
    last_days = [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]
    assert anchors(last_days) == [31, 31, 31]
    assert elapsed(MONTH, date(2024, 1, 31), last_days[2], 31) == (3, 0)
    thirtieths = [date(2023, 2, 28), date(2023, 3, 30), date(2023, 4, 30)]
    assert anchors(thirtieths) == [30, 30, 30]
    assert elapsed(MONTH, date(2023, 1, 30), thirtieths[0], 30) == (1, 0)
    assert anchors([date(2024, 2, 15), date(2024, 2, 29)]) == [15, 29]
