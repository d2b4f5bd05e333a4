"""The state of an installment account after a transaction; every transaction row stores its own."""

from dataclasses import dataclass, replace
from datetime import date

from services.servicing.daycount import interest
from services.servicing.terms import Terms


@dataclass(frozen=True)
class Position:
    """Cents, all zero or more. `principal = advanced - paid_principal - written_off` always.

    principal        outstanding; the balance on screen
    interest_due     accrued and unpaid as of `accrued_through`
    fees_due         assessed and unpaid
    unapplied        the borrower's money that covers nothing yet: refundable
    schedule_credit  sum of what counts toward scheduled installments
    fee_credit       the part of `schedule_credit` whose money went to late fees (see application)
    accrued_through  interest is reckoned up to this day
    """

    accrued_through: date
    principal: int = 0
    interest_due: int = 0
    fees_due: int = 0
    unapplied: int = 0
    schedule_credit: int = 0
    fee_credit: int = 0
    advanced: int = 0
    written_off: int = 0
    paid_principal: int = 0
    paid_interest: int = 0
    paid_fees: int = 0

    @property
    def owed(self) -> int:
        """Principal, interest and fees as of `accrued_through`."""
        return self.principal + self.interest_due + self.fees_due

    @property
    def paid_in_full(self) -> bool:
        """Something was lent, nothing was written off, nothing is owed."""
        return self.advanced > 0 and self.owed == 0 and self.written_off == 0


def opening(terms: Terms) -> Position:
    """A new account: the whole principal advanced on the day that interest runs from."""
    return Position(terms.starts, principal=terms.principal, advanced=terms.principal)


def accrue(position: Position, terms: Terms, on: date) -> Position:
    """Interest from `accrued_through` to `on`, rounded half up once; nothing if `on` is earlier."""
    if on <= position.accrued_through:
        return position
    accrued = interest(terms, position.principal, position.accrued_through, on)
    return replace(position, interest_due=position.interest_due + accrued, accrued_through=on)


def balance_breach(position: Position) -> int:
    """Cents by which the balance invariant fails; 0 is sound."""
    expected = position.advanced - position.paid_principal - position.written_off
    return position.principal - expected
