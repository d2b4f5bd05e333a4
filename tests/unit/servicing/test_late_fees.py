from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from models.servicing import ExtraTo
from services.servicing.application import apply_payment
from services.servicing.due import past_due
from services.servicing.fees import LateFee, late_fees_due
from services.servicing.position import opening
from services.servicing.postings import charge_fee
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms
from tests.unit.servicing.strategies import agreements

TERMS = Terms(1000_00, Decimal(12), 10, date(2024, 2, 1))
LEVEL = 105_58
RULE = LateFee(15_00, 10)


def test_a_fee_falls_due_on_the_day_after_the_grace_days():
    position = opening(TERMS)
    assert late_fees_due(position, TERMS, RULE, date(2024, 2, 11)) == ()
    assert late_fees_due(position, TERMS, RULE, date(2024, 2, 12)) == (1,)
    assert late_fees_due(position, TERMS, RULE, date(2024, 2, 12), assessed={1}) == ()
    assert late_fees_due(position, TERMS, RULE, date(2024, 3, 12), assessed={1}) == (2,)
    assert late_fees_due(position, TERMS, RULE, date(2024, 3, 12)) == (1, 2)
    assert late_fees_due(position, TERMS, LateFee(0, 10), date(2024, 3, 12)) == ()


def test_a_part_payment_is_late_and_a_payment_within_grace_is_not():
    part = apply_payment(opening(TERMS), TERMS, LEVEL - 1, date(2024, 2, 1)).position
    full = apply_payment(opening(TERMS), TERMS, LEVEL, date(2024, 2, 11)).position
    assert late_fees_due(part, TERMS, RULE, date(2024, 2, 12)) == (1,)
    assert late_fees_due(full, TERMS, RULE, date(2024, 2, 12)) == ()


@given(agreements(most_payments=12))
def test_one_late_fee_never_leads_to_another(terms):
    """The first installment is paid late, its fee never on its own; all others full and on time."""
    schedule = build_schedule(terms)
    position, assessed = opening(terms), set()
    for row in schedule.rows:
        if row.number == 1:
            position = charge_fee(position, terms, RULE.amount, row.due_date)
            assessed.add(1)
        position = apply_payment(position, terms, row.payment, row.due_date).position
        after = date.fromordinal(row.due_date.toordinal() + 11)
        assert late_fees_due(position, terms, RULE, after, assessed) == ()
        if row.number < terms.payments and row is not schedule.rows[-1]:
            assert past_due(position, terms, after) is None
    assert position.owed >= RULE.amount


def test_a_fee_paid_with_the_installment_leaves_no_credit_behind():
    position = charge_fee(opening(TERMS), TERMS, 15_00, date(2024, 2, 1))
    whole = apply_payment(position, TERMS, LEVEL + 15_00, date(2024, 2, 1))
    assert (whole.scheduled, whole.fee_credit) == (LEVEL, 0)


def test_money_beyond_the_installment_first_makes_up_for_what_a_fee_took():
    position = charge_fee(opening(TERMS), TERMS, 15_00, date(2024, 2, 1))
    short = apply_payment(position, TERMS, LEVEL, date(2024, 2, 1))
    assert (short.scheduled, short.fee_credit) == (LEVEL, 15_00)
    for extra in ExtraTo:
        again = apply_payment(short.position, TERMS, 10_00, date(2024, 2, 1), extra)
        assert (again.scheduled, again.fee_credit) == (0, -10_00)


def test_an_installment_paid_ahead_is_not_short_because_a_fee_was_made_up_for():
    position = charge_fee(opening(TERMS), TERMS, 15_00, date(2024, 1, 15))
    for _ in range(2):
        position = apply_payment(position, TERMS, LEVEL, date(2024, 1, 20)).position
    assert position.schedule_credit == 2 * LEVEL - 15_00
    assert late_fees_due(position, TERMS, RULE, date(2024, 3, 12)) == ()
    assert late_fees_due(position, TERMS, RULE, date(2024, 4, 12)) == (3,)


def test_late_fees_paid_do_not_excuse_a_missed_installment():
    position = charge_fee(opening(TERMS), TERMS, 200_00, date(2024, 2, 1))
    position = apply_payment(position, TERMS, LEVEL + 200_00, date(2024, 2, 1)).position
    assert late_fees_due(position, TERMS, RULE, date(2024, 3, 12)) == (2,)


@pytest.mark.parametrize(("payment", "last"), [(300_00, 100_00), (200_00, 400_00)])
@pytest.mark.parametrize("extra", ExtraTo)
def test_the_last_installment_is_not_short_because_of_fees(payment, last, extra):
    terms = Terms(1000_00, Decimal(0), 4, date(2024, 2, 1), payment=payment)
    position = charge_fee(opening(terms), terms, 15_00, date(2024, 2, 1))
    rows = build_schedule(terms).rows
    assert rows[-1].payment == last
    for row in rows[:-1]:
        position = apply_payment(position, terms, row.payment, row.due_date, extra).position
    full = apply_payment(position, terms, last, rows[-1].due_date, extra).position
    assert full.owed == 15_00
    assert late_fees_due(full, terms, RULE, date(2024, 5, 12)) == ()
    short = apply_payment(position, terms, last - 50_00, rows[-1].due_date, extra).position
    assert late_fees_due(short, terms, RULE, date(2024, 5, 12)) == (4,)


def test_nothing_is_late_once_a_schedule_that_ends_early_is_paid():
    terms = Terms(1000_00, Decimal(0), 5, date(2024, 2, 1), payment=500_00)
    position = charge_fee(opening(terms), terms, 15_00, date(2024, 2, 1))
    for row in build_schedule(terms).rows:
        position = apply_payment(position, terms, row.payment, row.due_date).position
    assert position.owed == 15_00
    assert late_fees_due(position, terms, RULE, date(2024, 7, 1)) == ()
