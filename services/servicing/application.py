"""Applying a payment: fees, then interest, then principal."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.servicing import ExtraTo
from services.servicing.position import Position
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
    """Accrue to `on`, then apply. Raises NotPositive, MoreThanPayoff (with the payoff)."""
    raise NotImplementedError
