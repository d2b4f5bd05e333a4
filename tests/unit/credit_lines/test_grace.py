"""12 CFR 1026.54: a lost grace period charges nothing on what was repaid within it."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from models.credit_lines import BalanceType
from models.transactions import TransactionKind
from services.credit_lines.asked import Asked
from services.credit_lines.balances import ByType, LinePosition
from services.credit_lines.closing import Closing, Event, close
from services.credit_lines.cycle import Cycle
from services.credit_lines.terms import LineTerms, RateFrom

CYCLE = Cycle(date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 25))
DUE = date(2026, 2, 25)
TERMS = LineTerms(25, (RateFrom(BalanceType.PURCHASES, date(2026, 1, 1), Decimal("18.25")),))
"""0.05 percent a day."""


def closed(*changes: tuple[int, int], was_in_grace: bool = True) -> Closing:
    """A statement of 500.00 in purchases, due on the 25th; (day, cents) of what followed.

    Below zero is a payment; above it, on a day after one, its return.
    """
    opening = LinePosition(ByType(500_00), advanced=500_00)
    events = [_event(*change) for change in changes]
    now = 500_00 + sum(cents for _day, cents in changes)
    asked = Asked(
        500_00,
        25_00,
        due_on=DUE,
        in_grace=was_in_grace,
        paid=sum(event.paid for event in events),
    )
    after = LinePosition(ByType(now), advanced=500_00, paid_principal=500_00 - now)
    return close(TERMS, CYCLE, asked, opening, events, after)


def _event(day: int, cents: int) -> Event:
    kind = TransactionKind.PAYMENT if cents < 0 else TransactionKind.REVERSAL
    return Event(date(2026, 2, day), kind, -cents, ByType(cents), -cents)


def test_what_was_repaid_in_time_bears_nothing() -> None:
    """100.00 × 28 days × 0.05 % = 1.40; without the rule 400.00 × 24 days more, 6.20."""
    done = closed((25, -400_00))
    assert (done.interest.total, done.spared, done.in_grace) == (1_40, True, False)
    assert closed((25, -400_00), was_in_grace=False).interest.total == 6_20


def test_what_was_repaid_late_bears_until_then() -> None:
    """500.00 × 25 days + 100.00 × 3 days, × 0.05 % = 6.40."""
    assert closed((26, -400_00)).interest.total == 6_40


def test_nothing_repaid_bears_from_the_cycles_first_day_and_none_of_the_one_before() -> None:
    """500.00 × 28 days × 0.05 % = 7.00."""
    assert closed().interest.total == 7_00


def test_all_repaid_in_time_keeps_the_grace_period() -> None:
    done = closed((25, -500_00))
    assert (done.interest.total, done.spared, done.in_grace) == (0, False, True)


def test_a_returned_payment_repaid_nothing_from_its_return_on() -> None:
    """100.00 × 28 + 400.00 × 14 days (15th to 28th), × 0.05 % = 4.20."""
    assert closed((10, -400_00), (15, 400_00)).interest.total == 4_20


def test_what_is_repaid_anew_in_time_is_spared_again() -> None:
    assert closed((10, -400_00), (15, 400_00), (20, -400_00)).interest.total == 1_40


def test_a_statement_after_the_lost_grace_is_subject_to_none() -> None:
    assert closed((25, -400_00)).asked.in_grace is False
    assert closed((25, -500_00)).asked.in_grace is True


PAYMENTS = st.lists(
    st.tuples(st.integers(1, 28), st.integers(1, 200_00)), max_size=4, unique_by=lambda one: one[0]
)


@given(PAYMENTS)
def test_it_never_costs_more_and_late_payments_count_as_ever(paid: list[tuple[int, int]]) -> None:
    made: list[tuple[int, int]] = []
    left = 499_99
    for day, cents in sorted(paid):
        part = min(cents, left)
        left -= part
        made += [(day, -part)] if part else []
    with_rule, without = closed(*made), closed(*made, was_in_grace=False)
    in_time = sum(-cents for day, cents in made if date(2026, 2, day) <= DUE)
    days = [
        sum(-cents for on, cents in made if on <= day and date(2026, 2, on) > DUE)
        for day in range(1, 29)
    ]
    day_sum = sum(500_00 - in_time - later for later in days)
    assert with_rule.interest.total == (day_sum * 5 + 5_000) // 10_000
    assert with_rule.interest.total <= without.interest.total
