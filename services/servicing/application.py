"""Applying a payment: fees, then interest, then principal.

What counts toward scheduled installments is reckoned apart from that: first all of the payment,
up to what is past due and next due, even where late fees took a part of it, so that a timely full
installment is never short because of an earlier late fee (16 CFR 444.4(a)). That part is kept in
mind as `fee_credit`; money beyond the installments makes up for it before it counts again.
With n the money that did not go to fees and c what is counted up to the next installment,
`fee_credit + c - n` is the new fee credit, or, below zero, the surplus: linear, so that two
payments on a day count like their sum.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.servicing import ExtraTo
from services.servicing.due import asked_by
from services.servicing.errors import MoreThanPayoff, NotPositive
from services.servicing.position import Position, accrue
from services.servicing.terms import Terms


class Excess(StrEnum):
    """What to do with money beyond the payoff."""

    REFUSE = "refuse"
    HOLD = "hold"
    """Keep it as unapplied: the money has moved already (a race, an agent)."""


@dataclass(frozen=True)
class Applied:
    """Where a payment of `amount` cents went, and the position after it.

    amount = fees + interest + principal + unapplied
    accrued     interest that became due since the last posting
    scheduled   what counts toward scheduled installments
    fee_credit  change of `Position.fee_credit`; may be negative
    """

    on: date
    amount: int
    fees: int
    interest: int
    principal: int
    unapplied: int
    accrued: int
    scheduled: int
    fee_credit: int
    position: Position


def apply_payment(
    position: Position,
    terms: Terms,
    amount: int,
    on: date,
    extra: ExtraTo = ExtraTo.NEXT_PAYMENTS,
    excess: Excess = Excess.REFUSE,
) -> Applied:
    """Accrue to `on`, then apply. Raises NotPositive, MoreThanPayoff (with the payoff).

    A day before `accrued_through` counts as that day: posted interest is not taken back.
    """
    if amount <= 0:
        raise NotPositive(amount)
    now = accrue(position, terms, on)
    if amount > now.owed and excess is Excess.REFUSE:
        raise MoreThanPayoff(amount, now.owed)
    used = min(amount, now.owed)
    fees = min(used, now.fees_due)
    interest = min(used - fees, now.interest_due)
    principal = used - fees - interest
    scheduled, fee_credit = _credit(now, terms, used, fees, extra)
    return Applied(
        on=on,
        amount=amount,
        fees=fees,
        interest=interest,
        principal=principal,
        unapplied=amount - used,
        accrued=now.interest_due - position.interest_due,
        scheduled=scheduled,
        fee_credit=fee_credit,
        position=replace(
            now,
            principal=now.principal - principal,
            interest_due=now.interest_due - interest,
            fees_due=now.fees_due - fees,
            unapplied=now.unapplied + amount - used,
            schedule_credit=now.schedule_credit + scheduled,
            fee_credit=now.fee_credit + fee_credit,
            paid_principal=now.paid_principal + principal,
            paid_interest=now.paid_interest + interest,
            paid_fees=now.paid_fees + fees,
        ),
    )


def _credit(now: Position, terms: Terms, used: int, fees: int, extra: ExtraTo) -> tuple[int, int]:
    """Changes of schedule credit and of fee credit."""
    counted = min(used, asked_by(now, terms, now.accrued_through))
    lacking = now.fee_credit + counted - (used - fees)
    surplus = max(0, -lacking) if extra is ExtraTo.NEXT_PAYMENTS else 0
    return counted + surplus, max(0, lacking) - now.fee_credit
