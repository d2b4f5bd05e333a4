import math
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.servicing import InterestMethod, Rounding
from services.servicing.amortize import Owed, amortize
from services.servicing.apr import apr_of
from services.servicing.duedates import due_date
from services.servicing.errors import InvalidTerms, PaymentTooLow, TooManyPayments
from services.servicing.level import level_payment, month_interest
from services.servicing.schedule import build_schedule, installments, solve_payments
from services.servicing.terms import Terms
from tests.unit.servicing.strategies import agreements

MORTGAGE = Terms(18_000_000, Decimal("4.25"), 360, date(2024, 2, 1))
DAILY = Terms(
    1_002_500,
    Decimal("4.5"),
    12,
    date(2022, 10, 1),
    start=date(2022, 8, 22),
    method=InterestMethod.DAILY,
)


def test_published_mortgage():
    schedule = build_schedule(MORTGAGE)
    assert schedule.payment == 885_49
    assert len(schedule.rows) == 360
    assert schedule.rows[0][:5] == (1, date(2024, 2, 1), 885_49, 247_99, 637_50)
    assert schedule.last_due == date(2054, 1, 1)


def test_published_daily_loan():
    schedule = build_schedule(DAILY)
    assert schedule.payment == 856_92
    assert schedule.rows[0].interest == 49_44


def test_installments_of_real_loans_are_rounded_up():
    """Rows of the Lending Club tape: amount, rate, term, installment."""
    for amount, rate, payments, installment in [
        (500_000, "12.61", 36, 167_54),
        (200_000, "17.09", 36, 71_40),
        (2_160_000, "6.72", 36, 664_19),
        (2_000_000, "11.99", 60, 444_79),
    ]:
        terms = Terms(amount, Decimal(rate), payments, date(2018, 2, 1), rounding=Rounding.UP)
        assert level_payment(terms) == installment


@given(agreements())
def test_a_schedule_ends_at_zero_and_repays_what_was_lent(terms):
    schedule = build_schedule(terms)
    rows = schedule.rows
    assert rows[-1].balance == 0
    assert sum(row.principal for row in rows) == terms.principal
    assert sum(row.interest for row in rows) == schedule.total_interest
    assert len(rows) <= terms.payments
    balance = terms.principal
    for number, row in enumerate(rows, 1):
        assert (row.number, row.due_date) == (number, due_date(terms, number))
        assert row.payment == row.principal + row.interest
        assert row.principal >= 0
        assert row.interest >= 0
        assert row.payment == schedule.payment or row is rows[-1]
        balance -= row.principal
        assert row.balance == balance


@given(agreements(most_payments=400))
def test_the_fast_schedule_equals_the_one_made_step_by_step(terms):
    schedule = build_schedule(terms)
    slow = amortize(
        terms, Owed(terms.principal, 0, 0, terms.starts), installments(terms, schedule.payment)
    )
    assert list(schedule.payments) == slow.payments
    assert list(schedule.fees or [0] * len(schedule)) == slow.fees
    assert list(schedule.balances) == slow.balances


@given(st.integers(100_000, 50_000_000), st.integers(1, 40_000), st.integers(1, 480))
def test_the_level_payment_is_the_textbook_one(principal, milli_percent, payments):
    rate = Decimal(milli_percent) / 1000
    monthly = Fraction(rate) / 1200
    exact = principal * monthly / (1 - (1 + monthly) ** -payments)
    nearest = Terms(principal, rate, payments, date(2024, 1, 15))
    up = Terms(principal, rate, payments, date(2024, 1, 15), rounding=Rounding.UP)
    for terms, cents in (nearest, math.floor(exact + Fraction(1, 2))), (up, math.ceil(exact)):
        assert level_payment(terms) == max(cents, month_interest(terms, cents) + 1)


def test_a_payment_half_way_between_cents_is_rounded_up():
    """No interest: 100.03 in two is 50.015; at 12 % a year a 100.00 and one payment is 101.00."""
    assert level_payment(Terms(100_03, Decimal(0), 2, date(2024, 1, 1))) == 50_02
    assert level_payment(Terms(50, Decimal(12), 1, date(2024, 1, 1))) == 51
    up = Terms(100_00, Decimal(12), 1, date(2024, 1, 1), rounding=Rounding.UP)
    assert level_payment(up) == 101_00


def test_no_interest():
    schedule = build_schedule(Terms(1000_00, Decimal(0), 7, date(2024, 1, 31)))
    assert schedule.payment == 142_86
    assert schedule.payments[-1] == 142_84
    assert schedule.total_interest == 0


def test_one_payment():
    (row,) = build_schedule(Terms(1000_00, Decimal(12), 1, date(2024, 3, 1))).rows
    assert (row.payment, row.interest, row.balance) == (1010_00, 10_00, 0)


def test_fifty_years():
    schedule = build_schedule(Terms(18_000_000, Decimal("4.25"), 600, date(2024, 2, 29)))
    assert len(schedule) == 600
    assert schedule.balances[-1] == 0


def test_a_debt_too_small_for_its_payments_ends_early():
    schedule = build_schedule(Terms(10, Decimal(5), 36, date(2024, 1, 1)))
    assert schedule.payment == 1
    assert len(schedule) == 10


def test_a_rounded_payment_always_exceeds_the_interest():
    """100.00 at 24 % over 600 months solves to 2.00001; 2.00 would repay nothing."""
    schedule = build_schedule(Terms(100_00, Decimal(24), 600, date(2024, 1, 1)))
    assert schedule.payment == 2_01
    assert schedule.balances[-1] == 0


def test_the_first_period_may_be_odd():
    usual = build_schedule(Terms(1000_00, Decimal(12), 12, date(2024, 3, 15)))
    longer = build_schedule(
        Terms(1000_00, Decimal(12), 12, date(2024, 3, 15), start=date(2024, 2, 1))
    )
    assert usual.rows[0].interest == 10_00
    assert longer.rows[0].interest == 14_67
    assert longer.payment > usual.payment


def test_interest_that_a_payment_leaves_unpaid_is_owed_but_bears_none():
    terms = Terms(
        100_000_00,
        Decimal(30),
        120,
        date(2024, 12, 1),
        start=date(2024, 1, 1),
        rounding=Rounding.UP,
    )
    first, second, *_, last = build_schedule(terms).rows
    assert first.principal == 0
    assert second.balance == 100_000_00
    assert last.balance == 0


@pytest.mark.parametrize("payment", [1, 624_99, 637_00])
def test_an_agreed_payment_that_interest_eats_is_refused(payment):
    terms = Terms(18_000_000, Decimal("4.25"), 360, date(2024, 2, 1), payment=payment)
    with pytest.raises(PaymentTooLow) as refused:
        build_schedule(terms)
    assert refused.value.payment == payment
    assert refused.value.interest >= payment


def test_an_interest_only_loan_repays_its_principal_at_the_end():
    terms = Terms(100_000_00, Decimal(6), 60, date(2024, 2, 1), payment=500_00)
    *rows, last = build_schedule(terms).rows
    assert {row[2:] for row in rows} == {(500_00, 0, 500_00, 0, 100_000_00)}
    assert last == (60, date(2029, 1, 1), 100_500_00, 100_000_00, 500_00, 0, 0)
    assert apr_of(terms) == Decimal("6.00")


def test_interest_of_days_that_an_interest_only_payment_leaves_is_in_the_last():
    """1,000.00 for 366 days at 7.3 %: 73.20. February's 5.80 and January's 0.12 leave 0.16."""
    terms = Terms(
        1_000_00,
        Decimal("7.3"),
        12,
        date(2024, 2, 1),
        method=InterestMethod.DAILY,
        payment=6_08,
    )
    schedule = build_schedule(terms)
    assert set(schedule.balances[:-1]) == {1_000_00, 999_84}
    assert (schedule.total_interest, schedule.payments[-1]) == (73_20, 1_006_32)


@given(agreements())
def test_a_solved_payment_is_accepted_when_it_is_agreed(terms):
    payment = level_payment(terms)
    agreed = Terms(**{**vars_of(terms), "payment": payment})
    assert level_payment(agreed) == payment


def vars_of(terms: Terms) -> dict[str, object]:
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("principal", 0),
        ("principal", -5),
        ("principal", 10**15),
        ("principal", 1.5),
        ("principal", True),
        ("rate", Decimal(-1)),
        ("rate", Decimal("NaN")),
        ("rate", Decimal("Infinity")),
        ("rate", Decimal("1000.01")),
        ("rate", Decimal("1.0000001")),
        ("rate", 4.25),
        ("payments", 0),
        ("payments", 1201),
        ("payment", 0),
        ("first_due", date(9999, 1, 1)),
        ("start", date(2024, 2, 2)),
        ("start", date(2022, 2, 1)),
        ("due_day", 2),
        ("due_day", 32),
    ],
)
def test_impossible_terms_are_refused_by_field(field, value):
    with pytest.raises(InvalidTerms) as refused:
        Terms(**{**vars_of(MORTGAGE), field: value})
    assert refused.value.field == field


@given(agreements())
def test_the_remaining_payments_are_solved_from_balance_rate_and_installment(terms):
    schedule = build_schedule(terms)
    try:
        count = solve_payments(
            terms.principal,
            terms.rate,
            schedule.payment,
            terms.first_due,
            start=terms.start,
            method=terms.method,
        )
    except TooManyPayments:
        assert schedule.payments[-1] > schedule.payment
        return
    assert count >= len(schedule)
    agreed = Terms(**{**vars_of(terms), "payment": schedule.payment, "payments": count})
    again = build_schedule(agreed)
    assert len(again) == count
    assert again.payments[-1] <= schedule.payment
    if schedule.payments[-1] <= schedule.payment:
        assert count == len(schedule)


def test_the_remaining_payments_of_a_real_loan():
    """LC-000002 of the tape: 4,651.37 left at 12.61 %, 167.54 a month; 3 of 36 paid."""
    assert solve_payments(465_137, Decimal("12.61"), 167_54, date(2018, 4, 5)) == 33


def test_a_balance_that_never_ends_is_refused():
    with pytest.raises(PaymentTooLow):
        solve_payments(1_000_00, Decimal(12), 9_99, date(2024, 1, 1))
    with pytest.raises(TooManyPayments):
        solve_payments(1_000_00, Decimal(12), 10_00, date(2024, 1, 1))
    with pytest.raises(TooManyPayments):
        solve_payments(10_000_00, Decimal(0), 1, date(2024, 1, 1))
