"""Where money goes: nothing is lost, nothing below zero, two payments count like their sum."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.credit_lines import BalanceType
from services.credit_lines import postings
from services.credit_lines.allocation import Allocated, apply_credit, apply_payment
from services.credit_lines.balances import NOTHING, ByType, LinePosition
from services.credit_lines.postings import TakenBack
from services.credit_lines.terms import LineTerms, RateFrom
from services.servicing.application import Excess
from services.servicing.errors import MoreThanPayoff, NotPositive

DAY = date(2026, 1, 5)
cents = st.integers(0, 500_000)
by_type = st.builds(ByType, cents, cents, cents)


@st.composite
def positions(draw: st.DrawFn) -> LinePosition:
    principal = draw(by_type)
    return LinePosition(principal, draw(by_type), draw(cents), advanced=principal.total)


@st.composite
def all_terms(draw: st.DrawFn) -> LineTerms:
    rates = st.decimals(0, 40, places=2)
    return LineTerms(25, tuple(RateFrom(kind, DAY, draw(rates)) for kind in BalanceType))


amounts = st.integers(1, 4_000_000)
kinds = st.one_of(st.none(), st.sampled_from(BalanceType))


def sound(position: LinePosition) -> bool:
    numbers = [getattr(position, one.name) for one in fields(position)]
    flat = [n for value in numbers for n in (value if isinstance(value, ByType) else [value])]
    lent = position.advanced - position.paid_principal - position.written_off
    return min(flat) >= 0 and position.principal.total == lent


def conserves(before: LinePosition, done: Allocated) -> bool:
    parts = done.fees + done.interest.total + done.principal.total + done.unapplied
    return parts == done.amount and before.balance - done.position.balance == done.amount


@given(positions(), all_terms(), amounts)
def test_a_payment_loses_no_cent(before: LinePosition, terms: LineTerms, amount: int) -> None:
    done = apply_payment(before, terms, amount, DAY, Excess.HOLD)
    assert conserves(before, done)
    assert sound(done.position)
    assert done.unapplied == max(0, amount - before.owed)


@given(positions(), all_terms(), amounts, kinds)
def test_a_credit_loses_no_cent(
    before: LinePosition, terms: LineTerms, amount: int, kind: BalanceType | None
) -> None:
    done = apply_credit(before, terms, amount, DAY, kind)
    assert conserves(before, done)
    assert sound(done.position)
    if kind:
        assert done.principal[kind] >= min(amount, before.principal[kind])


@given(positions(), all_terms(), amounts, amounts)
def test_two_payments_of_a_day_count_like_their_sum(
    before: LinePosition, terms: LineTerms, one: int, two: int
) -> None:
    def after(*paid: int) -> LinePosition:
        position = before
        for amount in paid:
            position = apply_payment(position, terms, amount, DAY, Excess.HOLD).position
        return position

    assert after(one, two) == after(two, one) == after(one + two)


@given(positions(), all_terms(), amounts)
def test_fees_then_interest_then_the_highest_rate(
    before: LinePosition, terms: LineTerms, amount: int
) -> None:
    done = apply_payment(before, terms, amount, DAY, Excess.HOLD)
    if done.interest.total:
        assert done.fees == before.fees
    if done.principal.total:
        assert done.interest == before.interest
    for dear in BalanceType:
        for cheap in BalanceType:
            if terms.rate_on(dear, DAY) > terms.rate_on(cheap, DAY) and done.principal[cheap]:
                assert done.principal[dear] == before.principal[dear]


@given(positions(), all_terms(), amounts)
def test_a_reversal_undoes_a_payment(before: LinePosition, terms: LineTerms, amount: int) -> None:
    done = apply_payment(before, terms, amount, DAY, Excess.HOLD)
    taken = TakenBack(done.fees, done.interest, done.principal, done.unapplied)
    assert postings.reverse(done.position, taken) == before


@given(positions(), amounts, st.sampled_from(BalanceType))
def test_draws_and_fees_are_sound(before: LinePosition, amount: int, kind: BalanceType) -> None:
    drawn = postings.draw(before, amount, kind)
    assert sound(drawn)
    assert drawn.owed == before.owed + amount
    assert postings.charge_fee(before, amount).owed == before.owed + amount
    assert sound(postings.write_off(drawn))
    assert postings.write_off(drawn).owed == 0


@given(all_terms(), amounts, amounts, st.sampled_from(BalanceType), by_type)
def test_a_credit_balance_pays_what_comes(
    terms: LineTerms, held: int, amount: int, kind: BalanceType, interest: ByType
) -> None:
    """12 CFR 1026.11(a): while there is one, nothing is owed."""
    position = LinePosition(unapplied=held)
    for after in (
        postings.draw(position, amount, kind),
        postings.charge_fee(position, amount),
        postings.charge_interest(position, interest.plus(kind, 1)),
    ):
        assert sound(after)
        assert 0 in (after.owed, after.unapplied)
    assert postings.draw(position, amount, kind).balance == amount - held
    assert postings.charge_fee(position, amount).balance == amount - held


@given(positions(), all_terms(), amounts)
def test_more_than_all_is_refused(before: LinePosition, terms: LineTerms, extra: int) -> None:
    assume(before.owed)
    with pytest.raises(MoreThanPayoff) as refused:
        apply_payment(before, terms, before.owed + extra, DAY)
    assert refused.value.payoff == before.owed


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_amount(amount: int) -> None:
    for post in (
        lambda: apply_payment(LinePosition(), LineTerms(1), amount, DAY),
        lambda: apply_credit(LinePosition(), LineTerms(1), amount, DAY, BalanceType.PURCHASES),
        lambda: postings.draw(LinePosition(), amount, BalanceType.PURCHASES),
        lambda: postings.charge_fee(LinePosition(), amount),
        lambda: postings.charge_interest(LinePosition(), ByType(amount)),
    ):
        with pytest.raises(NotPositive):
            post()


def test_a_cash_advances_fee_is_the_larger() -> None:
    terms = LineTerms(1, advance_fee=10_00, advance_percent=Decimal(5))
    assert [terms.cash_advance_fee(cents) for cents in (100_00, 200_00, 200_10, 500_00)] == [
        10_00,
        10_00,
        10_01,
        25_00,
    ]
    assert LineTerms(1).cash_advance_fee(500_00) == 0
    assert NOTHING.total == 0
