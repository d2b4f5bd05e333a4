from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.servicing import ExtraTo, InterestMethod
from services.servicing.application import apply_payment
from services.servicing.due import next_due, past_due
from services.servicing.position import Position, accrue, opening
from services.servicing.projection import payoff_date, project
from services.servicing.terms import Terms
from services.what_if.errors import DayOutOfRange
from services.what_if.goal import plan_for
from services.what_if.plan import Outcome, Plan, first_installment, play
from tests.unit.servicing.strategies import serviced

amounts = st.integers(0, 5_000_00)


@st.composite
def planned(draw: st.DrawFn) -> tuple[Terms, Position, date, Plan]:
    terms, position, on = draw(serviced())
    lump_on = on + timedelta(days=draw(st.integers(0, 800)))
    return terms, position, on, Plan(draw(amounts), draw(amounts), lump_on)


def day_by_day(position: Position, terms: Terms, outcome: Outcome) -> Position:
    """Each payment of the plan through the engine, which must split it as the plan says."""
    for row in outcome.rows:
        done = apply_payment(position, terms, row.payment, row.on, ExtraTo.PRINCIPAL)
        position = done.position
        assert (done.principal, done.interest, done.fees) == (
            row.principal,
            row.interest,
            row.fees,
        )
        assert position.principal == row.balance
    return position


@given(planned())
def test_a_plan_is_what_servicing_would_do(case):
    terms, position, on, plan = case
    outcome = play(position, terms, on, plan)
    assume(outcome.rows)
    end = day_by_day(position, terms, outcome)
    assert end.paid_in_full
    assert outcome.interest == end.paid_interest - position.paid_interest


@given(serviced(), amounts)
def test_an_extra_is_what_servicing_asks_for_and_more(case, extra):
    """The borrower is told by the engine what is due on each day, and pays that and the extra."""
    terms, position, on = case
    outcome = play(position, terms, on, Plan(extra))
    paid = []
    late = past_due(position, terms, on)
    if late:
        position = apply_payment(position, terms, late.amount, on, ExtraTo.PRINCIPAL).position
        paid.append((on, late.amount))
    day = on
    while (due := next_due(position, terms, day)) and accrue(position, terms, day).owed:
        day = due.due_date
        amount = min(due.amount + extra, accrue(position, terms, day).owed)
        position = apply_payment(position, terms, amount, day, ExtraTo.PRINCIPAL).position
        paid.append((day, amount))
        day += timedelta(days=1)
    by_day: dict[date, int] = {}
    for row in outcome.rows:
        by_day[row.on] = by_day.get(row.on, 0) + row.payment
    together: dict[date, int] = {}
    for when, amount in paid:
        together[when] = together.get(when, 0) + amount
    assert by_day == together


@given(serviced())
def test_no_plan_is_the_projection(case):
    terms, position, on = case
    usual, projected = play(position, terms, on, Plan()), project(position, terms, on)
    assert [row.balance for row in usual.rows] == list(projected.balances)
    assert usual.interest == projected.total_interest
    assert usual.paid_off_on == payoff_date(projected, on)
    assert usual.installments == len(projected)


@given(planned())
def test_paying_more_never_costs_more_or_takes_longer(case):
    terms, position, on, plan = case
    usual, outcome = play(position, terms, on, Plan()), play(position, terms, on, plan)
    assume(usual.paid_off_on)
    assert (outcome.paid_off_on or on) <= (usual.paid_off_on or on)
    # interest is rounded on each day that posts: a lump sum adds a day
    assert outcome.interest <= usual.interest + 1


@given(serviced(), st.integers(0, 2000))
def test_a_goal_is_reached_with_the_least_extra(case, days):
    terms, position, on = case
    by = on + timedelta(days=days)
    first = first_installment(position, terms, on)
    assume(first and by >= first and accrue(position, terms, on).owed)
    plan = plan_for(position, terms, on, by, Plan())
    assert (play(position, terms, on, plan).paid_off_on or on) <= by
    if plan.extra:
        assert (play(position, terms, on, Plan(plan.extra - 1)).paid_off_on or on) > by


LOAN = Terms(14_000_00, Decimal("14.07"), 36, date(2026, 1, 15))


def test_figures_of_a_plan():
    usual = play(opening(LOAN), LOAN, LOAN.starts, Plan())
    more = play(opening(LOAN), LOAN, LOAN.starts, Plan(100_00))
    assert (usual.installments, usual.paid_off_on) == (36, date(2028, 12, 15))
    assert (more.installments, more.paid_off_on) == (29, date(2028, 5, 15))
    assert (usual.interest, more.interest) == (3242_68, 2560_49)


def test_a_lump_sum_may_end_it():
    outcome = play(opening(LOAN), LOAN, LOAN.starts, Plan(lump=20_000_00, lump_on=LOAN.first_due))
    assert [(row.on, row.balance) for row in outcome.rows][-1] == (LOAN.first_due, 0)
    assert (outcome.installments, len(outcome.rows)) == (1, 2)


def test_daily_interest_counts_the_days_to_the_lump_sum():
    terms = Terms(10_000_00, Decimal("7.3"), 12, date(2026, 2, 1), method=InterestMethod.DAILY)
    outcome = play(opening(terms), terms, terms.starts, Plan(0, 1_000_00, date(2026, 1, 11)))
    assert (outcome.rows[0].interest, outcome.rows[0].principal) == (20_00, 980_00)
    assert outcome.rows[1].interest == 37_88  # 9,020.00 for 21 days at 0.02 % a day


def test_a_goal_before_the_next_installment_is_refused():
    with pytest.raises(DayOutOfRange) as refused:
        plan_for(opening(LOAN), LOAN, LOAN.starts, date(2026, 1, 14), Plan())
    assert refused.value.first == date(2026, 1, 15)
