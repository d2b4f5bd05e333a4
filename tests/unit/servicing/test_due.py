from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from models.servicing import ExtraTo
from services.servicing.application import apply_payment
from services.servicing.due import (
    NextDue,
    PastDue,
    choices,
    is_due_within,
    next_due,
    past_due,
)
from services.servicing.duedates import due_before
from services.servicing.payoff import payoff
from services.servicing.position import accrue, opening
from services.servicing.postings import write_off
from services.servicing.projection import payoff_date, project
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms
from tests.unit.servicing.strategies import agreements, serviced

TERMS = Terms(1000_00, Decimal(12), 10, date(2024, 2, 1))
LEVEL = 105_58


def paid(position, amount, on, extra=ExtraTo.NEXT_PAYMENTS):
    return apply_payment(position, TERMS, amount, on, extra).position


def test_a_new_account_is_next_due_for_its_first_installment():
    assert next_due(opening(TERMS), TERMS, date(2024, 1, 10)) == NextDue(1, date(2024, 2, 1), LEVEL)
    assert past_due(opening(TERMS), TERMS, date(2024, 2, 1)) is None


def test_a_missed_installment_is_past_due_the_day_after():
    assert past_due(opening(TERMS), TERMS, date(2024, 2, 2)) == PastDue(LEVEL, date(2024, 2, 1), 1)
    assert past_due(opening(TERMS), TERMS, date(2024, 3, 2)) == PastDue(
        2 * LEVEL, date(2024, 2, 1), 30
    )
    assert next_due(opening(TERMS), TERMS, date(2024, 2, 2)) == NextDue(2, date(2024, 3, 1), LEVEL)


def test_a_part_of_an_installment_leaves_the_rest_due():
    position = paid(opening(TERMS), 40_00, date(2024, 1, 20))
    assert next_due(position, TERMS, date(2024, 1, 20)) == NextDue(1, date(2024, 2, 1), 65_58)
    late = past_due(position, TERMS, date(2024, 2, 11))
    assert late == PastDue(65_58, date(2024, 2, 1), 10)


def test_past_due_is_paid_first():
    position = paid(opening(TERMS), LEVEL + 5_58, date(2024, 2, 10))
    assert past_due(position, TERMS, date(2024, 2, 10)) is None
    assert next_due(position, TERMS, date(2024, 2, 10)) == NextDue(2, date(2024, 3, 1), 100_00)


def test_a_part_of_what_is_past_due_leaves_the_next_installment_whole():
    on = date(2024, 3, 11)
    position = paid(opening(TERMS), 50_00, on)
    assert past_due(position, TERMS, on) == PastDue(2 * LEVEL - 50_00, date(2024, 2, 1), 39)
    assert next_due(position, TERMS, on) == NextDue(3, date(2024, 4, 1), LEVEL)
    position = paid(position, LEVEL, on)
    assert past_due(position, TERMS, on) == PastDue(LEVEL - 50_00, date(2024, 3, 1), 10)
    assert next_due(position, TERMS, on) == NextDue(3, date(2024, 4, 1), LEVEL)
    position = paid(position, LEVEL - 50_00, on)
    assert past_due(position, TERMS, on) is None
    assert next_due(position, TERMS, on) == NextDue(3, date(2024, 4, 1), LEVEL)


def test_paying_ahead_moves_the_due_date_and_extra_principal_does_not():
    ahead = paid(opening(TERMS), 3 * LEVEL, date(2024, 2, 1))
    assert next_due(ahead, TERMS, date(2024, 2, 1)) == NextDue(4, date(2024, 5, 1), LEVEL)
    less = paid(opening(TERMS), 3 * LEVEL, date(2024, 2, 1), ExtraTo.PRINCIPAL)
    assert next_due(less, TERMS, date(2024, 2, 1)) == NextDue(2, date(2024, 3, 1), LEVEL)
    assert len(project(less, TERMS, date(2024, 2, 1))) == 7


def test_the_ledger_wins_when_it_owes_less_than_the_schedule_asks():
    position = paid(opening(TERMS), 960_00, date(2024, 2, 1), ExtraTo.PRINCIPAL)
    assert position.principal == 50_00
    assert next_due(position, TERMS, date(2024, 2, 1)) == NextDue(2, date(2024, 3, 1), 50_50)
    assert past_due(position, TERMS, date(2024, 3, 11)) == PastDue(50_67, date(2024, 3, 1), 10)
    assert choices(position, TERMS, date(2024, 2, 1)).next_due == 50_00


def test_what_is_left_after_the_last_due_date_is_past_due():
    position = opening(TERMS)
    for row in build_schedule(TERMS).rows[:-1]:
        position = paid(position, row.payment, row.due_date)
    last = build_schedule(TERMS).rows[-1]
    assert next_due(position, TERMS, last.due_date) == NextDue(10, last.due_date, last.payment)
    position = paid(position, 100_00, last.due_date)
    late = past_due(position, TERMS, date(2024, 12, 1))
    assert late == PastDue(last.payment - 100_00 + 6, last.due_date, 30)
    assert next_due(position, TERMS, date(2024, 12, 1)) is None
    (row,) = project(position, TERMS, date(2024, 12, 1)).rows
    assert row.payment == late.amount


@given(serviced())
def test_never_more_is_asked_for_than_the_payoff(case):
    terms, position, on = case
    owed = payoff(position, terms, on).amount
    coming, late = next_due(position, terms, on), past_due(position, terms, on)
    if late:
        assert 0 < late.amount <= owed
        assert late.since < on
    if coming:
        asked = coming.amount + (late.amount if late else 0)
        assert 0 < asked <= payoff(position, terms, coming.due_date).amount
        assert coming.due_date >= on
    assert (coming is None and late is None) == (owed == 0)
    offered = choices(position, terms, on)
    assert max(offered.next_due, offered.past_due) <= offered.payoff == owed


@given(serviced())
def test_paying_what_is_past_due_ends_it(case):
    terms, position, on = case
    if late := past_due(position, terms, on):
        after = apply_payment(position, terms, late.amount, on).position
        again = past_due(after, terms, on)
        assert again is None


@given(serviced())
def test_past_due_and_then_next_due_moves_the_due_date_on(case):
    terms, position, on = case
    late, before = past_due(position, terms, on), next_due(position, terms, on)
    if late is None or before is None:
        return
    current = apply_payment(position, terms, late.amount, on).position
    coming = next_due(current, terms, on)
    if coming is None:
        assert accrue(current, terms, on).owed == 0
        return
    assert (coming.number, coming.due_date) == (before.number, before.due_date)
    assert coming.amount <= before.amount
    amount = choices(current, terms, on).next_due
    if amount == 0:
        return
    after = apply_payment(current, terms, amount, on).position
    following = next_due(after, terms, on)
    assert following is None or following.number > coming.number or coming.number == terms.payments


@given(serviced())
def test_paying_what_is_asked_for_makes_the_next_installment_due(case):
    terms, position, on = case
    coming, late = next_due(position, terms, on), past_due(position, terms, on)
    if coming is None or late is not None:
        return
    ahead = coming.number > due_before(terms, on) + 1
    if ahead and (position.fees_due or position.fee_credit):
        return
    amount = min(coming.amount, accrue(position, terms, on).owed)
    after = apply_payment(position, terms, amount, on).position
    following = next_due(after, terms, on)
    assert following is None or following.number > coming.number or coming.number == terms.payments


@given(agreements())
def test_the_projection_of_a_new_account_is_its_schedule(terms):
    assert project(opening(terms), terms, terms.starts).rows == build_schedule(terms).rows


@given(serviced())
def test_a_projection_repays_what_is_owed(case):
    terms, position, on = case
    now = accrue(position, terms, on)
    projection = project(position, terms, on)
    assert sum(projection.principal) == now.principal
    assert sum(row.fees for row in projection.rows) == now.fees_due
    assert len(projection) <= terms.payments
    if now.owed == 0:
        assert projection.rows == ()
        assert payoff_date(projection, on) is None
        return
    assert projection.balances[-1] == 0
    assert payoff_date(projection, on) >= on
    first = projection.rows[0]
    late, coming = past_due(position, terms, on), next_due(position, terms, on)
    if late is None:
        assert (first.number, first.due_date) == (coming.number, coming.due_date)
        assert first.payment == coming.amount
    else:
        assert first.due_date == late.since


@given(serviced(), st.data())
def test_following_a_projection_ends_the_account(case, data):
    terms, position, on = case
    for row in project(position, terms, on).rows:
        day = max(on, row.due_date)
        position = apply_payment(position, terms, row.payment, day).position
        assert position.principal == row.balance
    assert accrue(position, terms, on).owed == 0


def test_a_charged_off_account_asks_for_nothing():
    gone = write_off(opening(TERMS), TERMS, date(2024, 6, 1))
    assert next_due(gone, TERMS, date(2024, 6, 1)) is None
    assert past_due(gone, TERMS, date(2025, 6, 1)) is None
    assert choices(gone, TERMS, date(2024, 6, 1)).payoff == 0


def test_due_within():
    due = NextDue(1, date(2024, 2, 1), LEVEL)
    assert is_due_within(due, date(2024, 1, 29), 3)
    assert not is_due_within(due, date(2024, 1, 28), 3)
    assert not is_due_within(due, due.due_date + timedelta(days=1), 3)
    assert not is_due_within(None, date(2024, 1, 29), 3)
