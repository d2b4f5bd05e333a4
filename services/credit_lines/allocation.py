"""Where a payment or a credit goes: fees, then interest, then principal, the highest rate first.

12 CFR 1026.53(a) asks for the highest rate first only of what exceeds the minimum; doing so with
all of it costs the borrower less.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.credit_lines import BalanceType
from services.credit_lines.balances import ByType, LinePosition
from services.credit_lines.terms import LineTerms
from services.servicing.application import Excess
from services.servicing.errors import MoreThanPayoff, NotPositive


@dataclass(frozen=True)
class Allocated:
    """Where `amount` cents went, and the position after.

    amount = fees + interest.total + principal.total + unapplied
    """

    amount: int
    fees: int
    interest: ByType
    principal: ByType
    unapplied: int
    position: LinePosition

    @property
    def used(self) -> int:
        return self.amount - self.unapplied


def apply_payment(
    position: LinePosition,
    terms: LineTerms,
    amount: int,
    on: date,
    excess: Excess = Excess.REFUSE,
) -> Allocated:
    """Raises NotPositive, MoreThanPayoff (more than all that is owed)."""
    if amount <= 0:
        raise NotPositive(amount)
    if amount > position.owed and excess is Excess.REFUSE:
        raise MoreThanPayoff(amount, position.owed)
    fees = min(amount, position.fees)
    order = terms.dearest_first(on)
    interest = _fill(position.interest, amount - fees, order)
    principal = _fill(position.principal, amount - fees - interest.total, order)
    return _allocated(position, amount, fees, interest, principal)


def apply_credit(
    position: LinePosition,
    terms: LineTerms,
    amount: int,
    on: date,
    balance_type: BalanceType | None = None,
) -> Allocated:
    """Money that is not the borrower's payment: first to the type of balance that it belongs to.

    Without one (a courtesy, a fee given back) as a payment goes; what is left is unapplied.
    """
    if balance_type is None:
        return apply_payment(position, terms, amount, on, Excess.HOLD)
    if amount <= 0:
        raise NotPositive(amount)
    own = ByType.of({balance_type: min(amount, position.principal[balance_type])})
    left = replace(position, principal=position.principal - own)
    fees = min(amount - own.total, left.fees)
    order = terms.dearest_first(on)
    interest = _fill(left.interest, amount - own.total - fees, order)
    others = _fill(left.principal, amount - own.total - fees - interest.total, order)
    return _allocated(position, amount, fees, interest, own + others)


def _fill(owed: ByType, money: int, order: Sequence[BalanceType]) -> ByType:
    parts: dict[BalanceType, int] = {}
    for kind in order:
        parts[kind] = min(money, owed[kind])
        money -= parts[kind]
    return ByType.of(parts)


def _allocated(
    position: LinePosition, amount: int, fees: int, interest: ByType, principal: ByType
) -> Allocated:
    unapplied = amount - fees - interest.total - principal.total
    after = replace(
        position,
        principal=position.principal - principal,
        interest=position.interest - interest,
        fees=position.fees - fees,
        unapplied=position.unapplied + unapplied,
        paid_principal=position.paid_principal + principal.total,
        paid_interest=position.paid_interest + interest.total,
        paid_fees=position.paid_fees + fees,
    )
    return Allocated(amount, fees, interest, principal, unapplied, after)
