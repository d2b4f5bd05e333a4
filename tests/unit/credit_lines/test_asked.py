"""The minimum payment, what is left of a statement, and when a late fee is due."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.transactions import TransactionKind
from services.credit_lines.asked import Asked, balance_left, minimum_left, past_due_left
from services.credit_lines.balances import ByType, LinePosition
from services.credit_lines.closing import Event, close, paid_in_full_in_time
from services.credit_lines.cycle import Cycle
from services.credit_lines.late import LateFeeDue, late_fees_due
from services.credit_lines.minimum import minimum_due
from services.credit_lines.terms import LineTerms, Minimum

DUE = date(2026, 2, 25)
cents = st.integers(0, 1_000_000)


@pytest.mark.parametrize(
    ("balance", "interest", "past_due", "due"),
    [
        (0, 0, 0, 0),
        (-10_00, 0, 0, 0),
        (9_00, 0, 0, 9_00),
        (500_00, 0, 0, 25_00),
        (500_00, 20_00, 0, 30_00),  # 2 % and the new interest are more than the floor
        (1_784_53, 10_89, 0, 46_58),
        (1_250_25, 0, 0, 25_01),  # half a cent up
        (500_00, 0, 25_00, 50_00),
        (40_00, 0, 25_00, 40_00),  # never more than the balance
    ],
)
def test_the_minimum(balance: int, interest: int, past_due: int, due: int) -> None:
    assert minimum_due(Minimum(), balance, interest, past_due) == due


@given(cents, cents, cents, st.decimals(0, 10, places=2), st.integers(0, 100_00))
def test_the_minimum_is_never_more_than_the_balance(
    balance: int, interest: int, past_due: int, percent: Decimal, floor: int
) -> None:
    due = minimum_due(Minimum(floor, percent), balance, interest, past_due)
    assert 0 <= due <= balance


@given(cents, cents, cents, cents, cents, cents)
def test_what_is_left_is_never_below_zero_nor_more_than_is_owed(
    balance: int, minimum: int, paid: int, credits: int, owed: int, past_due: int
) -> None:
    asked = Asked(balance, minimum, min(past_due, minimum), due_on=DUE, paid=paid, credits=credits)
    for left in (balance_left(asked, owed), minimum_left(asked, owed)):
        assert 0 <= left <= owed
    late = past_due_left(asked, owed, date(2026, 3, 1))
    assert (late.amount if late else 0) == minimum_left(asked, owed)


def test_what_an_earlier_statement_asked_for_is_past_due_at_once() -> None:
    asked = Asked(600_00, 50_00, 25_00, due_on=DUE, past_due_since=date(2026, 1, 25))
    late = past_due_left(asked, 600_00, date(2026, 2, 5))
    assert late is not None
    assert (late.amount, late.since, late.days) == (25_00, date(2026, 1, 25), 11)
    assert past_due_left(replace(asked, paid=25_00), 575_00, date(2026, 2, 5)) is None
    late = past_due_left(replace(asked, paid=30_00), 570_00, date(2026, 2, 26))
    assert late is not None
    assert (late.amount, late.since) == (20_00, DUE)


@pytest.mark.parametrize(
    ("events", "in_time"),
    [
        ([], False),
        ([("payment", DUE, 100_00)], True),
        ([("payment", date(2026, 2, 26), 100_00)], False),
        ([("payment", DUE, 60_00), ("credit", DUE, 40_00)], True),
        ([("payment", DUE, 100_00), ("reversal", date(2026, 2, 27), -100_00)], False),
        ([("purchase", DUE, 100_00)], False),
    ],
)
def test_grace_is_for_those_who_paid_in_full_in_time(
    events: list[tuple[str, date, int]], in_time: bool
) -> None:
    made = [
        Event(on, TransactionKind(kind), amount, paid=amount if kind in PAID else 0)
        for kind, on, amount in events
    ]
    assert paid_in_full_in_time(Asked(100_00, 25_00, due_on=DUE), made) is in_time
    assert paid_in_full_in_time(Asked(), made)


PAID = {"payment", "reversal"}
TERMS = LineTerms(25, late_fee=15_00, grace_days=10)


@pytest.mark.parametrize(
    ("asked", "on", "fees"),
    [
        (Asked(500_00, 25_00, due_on=DUE), date(2026, 3, 7), ()),
        (Asked(500_00, 25_00, due_on=DUE), date(2026, 3, 8), (LateFeeDue(DUE, 15_00),)),
        (Asked(9_00, 9_00, due_on=DUE), date(2026, 3, 8), (LateFeeDue(DUE, 9_00),)),
        (Asked(500_00, 25_00, due_on=DUE, paid=25_00), date(2026, 3, 8), ()),
        (Asked(500_00, 25_00, fees=5_00, due_on=DUE, paid=20_00), date(2026, 3, 8), ()),
        (
            Asked(500_00, 50_00, 25_00, due_on=date(2026, 3, 25), late_on=DUE),
            date(2026, 3, 8),
            (LateFeeDue(DUE, 15_00),),
        ),
        (
            Asked(500_00, 50_00, 25_00, due_on=date(2026, 3, 25), late_on=DUE, paid=25_00),
            date(2026, 3, 8),
            (),
        ),
    ],
)
def test_late_fees(asked: Asked, on: date, fees: tuple[LateFeeDue, ...]) -> None:
    assert late_fees_due(asked, TERMS, 500_00, on) == fees
    assert late_fees_due(asked, replace(TERMS, late_fee=0), 500_00, on) == ()


def test_the_regulations_sums() -> None:
    """Samples G-18: 535.07 - 450.00 - 13.45 + 529.57 + 785.00 + 318.00 + 69.45 + interest."""
    opening = LinePosition(ByType(535_07), advanced=535_07)
    on = date(2026, 3, 1)
    kinds = TransactionKind
    events = [
        Event(on, kinds.PAYMENT, 450_00, ByType(-450_00), 450_00),
        Event(on, kinds.CREDIT, 13_45, ByType(-13_45)),
        Event(on, kinds.PURCHASE, 529_57, ByType(529_57)),
        Event(on, kinds.BALANCE_TRANSFER, 785_00, ByType(0, 0, 785_00)),
        Event(on, kinds.CASH_ADVANCE, 318_00, ByType(0, 318_00)),
        Event(on, kinds.FEE, 69_45),
    ]
    position = LinePosition(
        ByType(601_19, 318_00, 785_00), fees=69_45, advanced=2167_64, paid_principal=463_45
    )
    done = close(
        LineTerms(25),
        Cycle(on, date(2026, 3, 31), date(2026, 4, 25)),
        Asked(),
        opening,
        events,
        position,
    )
    figures = (done.previous_balance, done.payments, done.other_credits, done.purchases)
    assert figures == (535_07, 450_00, 13_45, 529_57)
    assert (done.balance_transfers, done.cash_advances, done.fees) == (785_00, 318_00, 69_45)
    assert done.new_balance == 1_773_64
