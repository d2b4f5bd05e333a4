from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.servicing import ExtraTo
from services.servicing.application import Applied, Excess, apply_payment
from services.servicing.errors import MoreThanPayoff, MoreThanUnapplied, NotPositive
from services.servicing.payoff import payoff
from services.servicing.position import Position, accrue, balance_breach, opening
from services.servicing.postings import advance, charge_fee, refund, write_off
from services.servicing.reversal import reverse
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms
from tests.unit.servicing.strategies import agreements, serviced

TERMS = Terms(1000_00, Decimal(12), 10, date(2024, 2, 1))
FIRST_DUE = TERMS.first_due
LEVEL = 105_58


def sound(position: Position) -> bool:
    amounts = [value for value in vars(position).values() if type(value) is int]
    return balance_breach(position) == 0 and all(amount >= 0 for amount in amounts)


def test_fees_come_first_then_interest_then_principal():
    position = charge_fee(opening(TERMS), TERMS, 15_00, FIRST_DUE)
    applied = apply_payment(position, TERMS, LEVEL, FIRST_DUE)
    assert (applied.fees, applied.interest, applied.principal) == (15_00, 10_00, 80_58)
    assert applied.position.principal == 919_42
    small = apply_payment(position, TERMS, 20_00, FIRST_DUE)
    assert (small.fees, small.interest, small.principal) == (15_00, 5_00, 0)
    assert small.position.interest_due == 5_00


def test_paying_every_installment_on_its_day_follows_the_schedule():
    position = opening(TERMS)
    for row in build_schedule(TERMS).rows:
        applied = apply_payment(position, TERMS, row.payment, row.due_date)
        assert (applied.principal, applied.interest) == (row.principal, row.interest)
        position = applied.position
    assert position.paid_in_full


@given(serviced(), st.data(), st.sampled_from(ExtraTo))
def test_the_parts_of_a_payment_add_up(case, data, extra):
    terms, position, on = case
    owed = payoff(position, terms, on).amount
    amount = data.draw(st.integers(1, owed + 100))
    applied = apply_payment(position, terms, amount, on, extra, Excess.HOLD)
    assert sound(applied.position)
    parts = applied.fees + applied.interest + applied.principal + applied.unapplied
    assert parts == amount
    assert applied.position.owed == owed - (amount - applied.unapplied)
    assert applied.interest == 0 or applied.position.fees_due == 0
    assert applied.principal == 0 or applied.position.interest_due == 0
    assert applied.unapplied == 0 or applied.position.owed == 0


@given(serviced(), st.data(), st.sampled_from(ExtraTo))
def test_two_payments_on_a_day_equal_their_sum(case, data, extra):
    terms, position, on = case
    owed = accrue(position, terms, on).owed
    if owed < 2:
        return
    amount = data.draw(st.integers(2, owed))
    part = data.draw(st.integers(1, amount - 1))
    whole = apply_payment(position, terms, amount, on, extra)
    first = apply_payment(position, terms, part, on, extra)
    second = apply_payment(first.position, terms, amount - part, on, extra)
    assert second.position == whole.position


@given(serviced())
def test_the_payoff_pays_off(case):
    terms, position, on = case
    quote = payoff(position, terms, on)
    if quote.amount == 0:
        return
    after = apply_payment(position, terms, quote.amount, on).position
    assert after.paid_in_full
    assert payoff(after, terms, on + timedelta(days=400)).amount == 0
    with pytest.raises(MoreThanPayoff) as refused:
        apply_payment(position, terms, quote.amount + 1, on)
    assert refused.value.payoff == quote.amount


@given(serviced())
def test_a_quote_grows_by_its_per_diem(case):
    terms, position, on = case
    quote = payoff(position, terms, on)
    tomorrow = payoff(position, terms, on + timedelta(days=1))
    assert quote.amount == quote.principal + quote.interest + quote.fees
    days = (tomorrow.amount - quote.amount) / quote.per_diem if quote.per_diem > 100 else 1
    assert -0.1 <= days <= 4.1


def test_a_payoff_quote():
    """10,025 at 4.5 %: 1.24 a day (1.2360 rounded), 49.44 in forty days."""
    from tests.unit.servicing.test_schedule import DAILY

    quote = payoff(opening(DAILY), DAILY, date(2022, 10, 1))
    assert (quote.amount, quote.interest, quote.per_diem) == (10_074_44, 49_44, 1_24)
    assert quote.good_through == date(2022, 10, 1)


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_or_less_is_no_payment(amount):
    with pytest.raises(NotPositive):
        apply_payment(opening(TERMS), TERMS, amount, FIRST_DUE)


def test_money_that_moved_already_is_held():
    applied = apply_payment(opening(TERMS), TERMS, 2000_00, FIRST_DUE, excess=Excess.HOLD)
    assert applied.unapplied == applied.position.unapplied == 990_00
    assert applied.position.paid_in_full
    assert refund(applied.position, 990_00).unapplied == 0
    with pytest.raises(MoreThanUnapplied):
        refund(applied.position, 990_01)


def test_extra_goes_where_the_borrower_says():
    amount = LEVEL + 50_00
    ahead = apply_payment(opening(TERMS), TERMS, amount, FIRST_DUE, ExtraTo.NEXT_PAYMENTS)
    less = apply_payment(opening(TERMS), TERMS, amount, FIRST_DUE, ExtraTo.PRINCIPAL)
    assert ahead.scheduled == amount
    assert less.scheduled == LEVEL
    assert replace(ahead.position, schedule_credit=0) == replace(less.position, schedule_credit=0)


def test_interest_is_posted_once_and_never_taken_back():
    position = accrue(opening(TERMS), TERMS, FIRST_DUE)
    assert position.interest_due == 10_00
    assert accrue(position, TERMS, FIRST_DUE) is position
    assert accrue(position, TERMS, date(2024, 1, 15)) is position
    late = apply_payment(position, TERMS, 10_00, date(2024, 1, 15))
    assert late.position.accrued_through == FIRST_DUE


@given(serviced(), st.data(), st.sampled_from(ExtraTo), st.integers(0, 400))
def test_a_reversed_payment_was_never_made(case, data, extra, later):
    terms, position, on = case
    owed = accrue(position, terms, on).owed
    amount = data.draw(st.integers(1, owed + 100))
    applied = apply_payment(position, terms, amount, on, extra, Excess.HOLD)
    then = on + timedelta(days=later)
    after = reverse(applied.position, terms, applied, then).position
    never = accrue(position, terms, then)
    assert sound(after)
    assert abs(after.interest_due - never.interest_due) <= 1
    assert replace(after, interest_due=0) == replace(never, interest_due=0)


@given(serviced(), st.data())
def test_a_reversal_after_later_payments_keeps_the_ledger_sound(case, data):
    terms, position, on = case
    made: list[Applied] = []
    for _ in range(3):
        on += timedelta(days=data.draw(st.integers(0, 40)))
        if owed := accrue(position, terms, on).owed:
            made.append(apply_payment(position, terms, data.draw(st.integers(1, owed)), on))
            position = made[-1].position
    owed = accrue(position, terms, on).owed
    for payment in data.draw(st.permutations(made)):
        reversal = reverse(position, terms, payment, on)
        position = reversal.position
        assert sound(position)
        owed += payment.fees + payment.interest + payment.principal + reversal.reaccrued
        assert position.owed == owed


def test_a_refunded_excess_comes_back_as_an_advance():
    applied = apply_payment(opening(TERMS), TERMS, 1100_00, FIRST_DUE, excess=Excess.HOLD)
    refunded = refund(applied.position, 90_00)
    after = reverse(refunded, TERMS, applied, FIRST_DUE)
    assert after.refunded == 90_00
    assert after.position.advanced == after.position.principal == 1090_00
    assert sound(after.position)


@given(serviced())
def test_other_entries_keep_the_balance_invariant(case):
    terms, position, on = case
    assert sound(advance(position, terms, 5_00, on))
    charged_off = write_off(position, terms, on)
    assert sound(charged_off)
    assert charged_off.owed == 0
    assert charged_off.paid_in_full is (position.principal == 0)


@given(agreements())
def test_a_new_account_owes_what_was_lent(terms):
    assert opening(terms).owed == terms.principal
    assert sound(opening(terms))
