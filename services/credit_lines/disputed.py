"""What is disputed is not asked for while its case is open, nor called past due.

12 CFR 1026.13(d)(1): a borrower need not pay, and the creditor may not try to collect, any part of
the minimum payment that the disputed amount and its finance charges are believed to be; (d)(2)
nothing of it is reported as delinquent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.credit_lines import BalanceType
from services.credit_lines.cycle import Cycle
from services.credit_lines.interest import DAYS_OF_YEAR
from services.credit_lines.terms import LineTerms
from services.money import round_half_up


@dataclass(frozen=True)
class Disputed:
    """An entry with an open case; cents. `balance_type` None: it bears no interest (a fee)."""

    amount: int
    balance_type: BalanceType | None
    on: date

    def finance_charge(self, rate: Decimal, opened_on: date, closed_on: date) -> int:
        """Of a cycle, at `rate` percent a year, rounded half up."""
        days = (closed_on - max(self.on, opened_on)).days + 1
        if self.balance_type is None or days <= 0:
            return 0
        return round_half_up(self.amount * days * Fraction(rate) / (100 * DAYS_OF_YEAR))


@dataclass(frozen=True)
class Held:
    """At the close of a cycle, cents. `disputed`: with the finance charges of earlier cycles;
    `interest`: what this one charged on it.
    """

    disputed: int = 0
    interest: int = 0


def interest_of(
    items: Iterable[Disputed], terms: LineTerms, cycle: Cycle, *, in_grace: bool
) -> int:
    """What the cycle charges on them, cents."""
    return sum(
        one.finance_charge(
            terms.rate_on(one.balance_type, cycle.opened_on), cycle.opened_on, cycle.closed_on
        )
        for one in items
        if one.balance_type is not None
        and not (in_grace and one.balance_type is BalanceType.PURCHASES)
    )
