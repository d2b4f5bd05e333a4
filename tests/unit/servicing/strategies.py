"""Agreements and days for the engine's invariants."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from models.servicing import ExtraTo, InterestMethod, Rounding
from services.servicing.application import apply_payment
from services.servicing.daycount import rate_per_month, times
from services.servicing.level import level_payment
from services.servicing.position import Position, accrue, opening
from services.servicing.postings import charge_fee
from services.servicing.terms import Terms

days = st.dates(date(2019, 1, 1), date(2028, 12, 31))


@st.composite
def agreements(draw: st.DrawFn, most_payments: int = 90) -> Terms:
    """Terms with solved payments, or interest-only; the first period 0 to 90 days, or a month."""
    first_due = draw(days)
    early = draw(st.none() | st.integers(0, 90))
    terms = Terms(
        principal=draw(st.integers(1, 50_000_000)),
        rate=Decimal(draw(st.integers(0, 40_000))) / 1000,
        payments=draw(st.integers(1, most_payments)),
        first_due=first_due,
        start=None if early is None else first_due - timedelta(days=early),
        method=draw(st.sampled_from(InterestMethod)),
        rounding=draw(st.sampled_from(Rounding)),
    )
    month = times(terms.principal, *rate_per_month(terms))
    return replace(terms, payment=month) if month and draw(st.booleans()) else terms


@st.composite
def serviced(draw: st.DrawFn) -> tuple[Terms, Position, date]:
    """An account some payments, fees and weeks after it began: terms, position, today."""
    terms = draw(agreements())
    position, on = opening(terms), terms.starts
    for _ in range(draw(st.integers(0, 6))):
        on += timedelta(days=draw(st.integers(0, 70)))
        if draw(st.booleans()):
            position = charge_fee(position, terms, draw(st.integers(1, 50_00)), on)
        owed = accrue(position, terms, on).owed
        if owed and draw(st.integers(0, 3)):
            amount = draw(st.integers(1, owed) | st.just(min(owed, level_payment(terms))))
            extra = draw(st.sampled_from(ExtraTo))
            position = apply_payment(position, terms, amount, on, extra).position
    return terms, position, on + timedelta(days=draw(st.integers(0, 70)))
