"""Interest of a cycle: equal to adding up every day, by hand; grace; sums of the regulation."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from models.credit_lines import BalanceType
from services.credit_lines.balances import ByType
from services.credit_lines.cycle import Cycle, cycle_from, cycles
from services.credit_lines.interest import Change, cycle_interest
from services.credit_lines.terms import LineTerms, RateFrom
from services.money import round_half_up

CYCLE = Cycle(date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 25))
rates = st.decimals(0, 40, places=3)
cents = st.integers(0, 1_000_000)
by_type = st.builds(ByType, cents, cents, cents)
days = st.integers(-40, 30).map(lambda n: CYCLE.opened_on + timedelta(days=n))
changes = st.lists(st.builds(Change, days, st.builds(ByType, *[st.integers(-9_999, 9_999)] * 3)))


def terms(*percents: Decimal) -> LineTerms:
    start = date(2020, 1, 1)
    return LineTerms(
        25, tuple(RateFrom(kind, start, r) for kind, r in zip(BalanceType, percents, strict=True))
    )


@given(by_type, changes, st.tuples(rates, rates, rates))
def test_equal_to_adding_up_every_day(
    opening: ByType, made: list[Change], percents: tuple[Decimal, Decimal, Decimal]
) -> None:
    found = cycle_interest(terms(*percents), CYCLE, opening, made, in_grace=False)
    for kind, rate, one in zip(BalanceType, percents, found, strict=True):
        total = Fraction(0)
        for number in range(CYCLE.days):
            day = CYCLE.opened_on + timedelta(days=number)
            balance = opening[kind] + sum(c.principal[kind] for c in made if c.on <= day)
            total += balance * Fraction(rate) / 100 / 365
        assert one.interest == round_half_up(total)
        assert one.average * one.days * Fraction(rate) / 36_500 == total


@given(by_type, changes)
def test_the_order_of_a_days_entries_is_irrelevant(opening: ByType, made: list[Change]) -> None:
    percents = (Decimal(18), Decimal(25), Decimal(9))
    one_way = cycle_interest(terms(*percents), CYCLE, opening, made, in_grace=False)
    assert one_way == cycle_interest(terms(*percents), CYCLE, opening, made[::-1], in_grace=False)


@given(by_type)
def test_grace_is_for_purchases_only(opening: ByType) -> None:
    percents = (Decimal(18), Decimal(25), Decimal(9))
    free = cycle_interest(terms(*percents), CYCLE, opening, [], in_grace=True)
    full = cycle_interest(terms(*percents), CYCLE, opening, [], in_grace=False)
    assert free[0].interest == 0
    assert free[1:] == full[1:]


def test_a_rate_that_changes_waits_for_the_next_cycle() -> None:
    changed = LineTerms(
        25,
        (
            RateFrom(BalanceType.PURCHASES, date(2025, 1, 1), Decimal(10)),
            RateFrom(BalanceType.PURCHASES, date(2026, 1, 15), Decimal(20)),
        ),
    )
    found = cycle_interest(changed, CYCLE, ByType(365_00), [], in_grace=False)
    assert (found[0].rate, found[0].interest) == (Decimal(10), 3_10)


@given(
    st.integers(1, 28),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(1, 900),
)
def test_cycles_follow_one_another_and_give_time_to_pay(
    due_day: int, opened_on: date, length: int
) -> None:
    """12 CFR 1026.7(b)(11): the same day each month; 1026.5(b)(2): at least 21 days."""
    until = opened_on + timedelta(days=length)
    begins = opened_on
    for cycle in cycles(due_day, opened_on, until):
        assert cycle.opened_on == begins <= cycle.closed_on < until
        assert cycle.due_on.day == due_day
        assert (cycle.due_on - cycle.closed_on).days == 25
        assert begins == opened_on or 28 <= cycle.days <= 31
        begins = cycle.closed_on + timedelta(days=1)
    assert cycle_from(due_day, begins).closed_on >= until
