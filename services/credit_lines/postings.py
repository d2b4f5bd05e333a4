"""Entries other than payments and credits. Amounts are cents, above zero (NotPositive).

A credit balance (unapplied money) pays at once what is drawn or charged: a line that has one owes
nothing (12 CFR 1026.11(a)).
"""

from dataclasses import dataclass, replace

from models.credit_lines import BalanceType
from services.credit_lines.balances import NOTHING, ByType, LinePosition
from services.servicing.errors import NotPositive


def draw(position: LinePosition, amount: int, kind: BalanceType) -> LinePosition:
    """A purchase, a cash advance or a balance transfer."""
    _check(amount)
    covered = min(position.unapplied, amount)
    return replace(
        position,
        principal=position.principal.plus(kind, amount - covered),
        unapplied=position.unapplied - covered,
        advanced=position.advanced + amount,
        paid_principal=position.paid_principal + covered,
    )


def charge_fee(position: LinePosition, amount: int) -> LinePosition:
    """Assess a fee; it bears no interest."""
    _check(amount)
    covered = min(position.unapplied, amount)
    return replace(
        position,
        fees=position.fees + amount - covered,
        unapplied=position.unapplied - covered,
        paid_fees=position.paid_fees + covered,
    )


def charge_interest(position: LinePosition, interest: ByType) -> LinePosition:
    """What a cycle bore, at its close; it bears no interest itself."""
    if min(interest) < 0:
        raise NotPositive(min(interest))
    _check(interest.total)
    left, covered = position.unapplied, NOTHING
    for kind in BalanceType:
        covered = covered.plus(kind, min(left - covered.total, interest[kind]))
    return replace(
        position,
        interest=position.interest + interest - covered,
        unapplied=left - covered.total,
        paid_interest=position.paid_interest + covered.total,
    )


def write_off(position: LinePosition) -> LinePosition:
    """Charge off: the principal is written off; interest and fees are no longer asked for."""
    written_off = position.written_off + position.principal.total
    return replace(position, principal=NOTHING, interest=NOTHING, fees=0, written_off=written_off)


@dataclass(frozen=True)
class TakenBack:
    """Parts of a payment that is reversed, cents, positive."""

    fees: int
    interest: ByType
    principal: ByType
    unapplied: int


def reverse(position: LinePosition, payment: TakenBack) -> LinePosition:
    """Each part is owed again; unapplied money that is gone meanwhile was paid out: a new draw.

    The principal bears interest from the day of the reversal on.
    """
    held = min(position.unapplied, payment.unapplied)
    gone = payment.unapplied - held
    return replace(
        position,
        principal=(position.principal + payment.principal).plus(BalanceType.PURCHASES, gone),
        interest=position.interest + payment.interest,
        fees=position.fees + payment.fees,
        unapplied=position.unapplied - held,
        advanced=position.advanced + gone,
        paid_principal=position.paid_principal - payment.principal.total,
        paid_interest=position.paid_interest - payment.interest.total,
        paid_fees=position.paid_fees - payment.fees,
    )


def _check(amount: int) -> None:
    if amount <= 0:
        raise NotPositive(amount)
