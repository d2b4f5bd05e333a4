"""The one loop from an amount owed to zero, installment by installment.

Interest is simple: what a payment leaves unpaid is still owed, but bears no interest itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat

from services.servicing.daycount import Ratio, days_between, rate_per_day, times
from services.servicing.terms import Terms


@dataclass
class Columns:
    """Per installment, cents: paid, of it to fees, and the principal after it."""

    payments: list[int] = field(default_factory=list)
    fees: list[int] = field(default_factory=list)
    balances: list[int] = field(default_factory=list)


@dataclass
class Owed:
    """What a run starts from, cents, and the day up to which interest is reckoned."""

    principal: int
    interest: int
    fees: int
    through: date


def amortize(terms: Terms, owed: Owed, asked: Iterable[tuple[date, int | None]]) -> Columns:
    """Pay each (day, amount) until nothing is owed; an amount of None pays all there is."""
    columns = Columns()
    principal, due, fees, through = owed.principal, owed.interest, owed.fees, owed.through
    numerator, denominator = rate_per_day(terms)
    for day, amount in asked:
        due += times(principal * days_between(terms, through, day), numerator, denominator)
        through = max(through, day)
        total = principal + due + fees
        if total == 0:
            break
        payment = total if amount is None else min(amount, total)
        to_fees = min(payment, fees)
        to_interest = min(payment - to_fees, due)
        principal -= payment - to_fees - to_interest
        fees, due = fees - to_fees, due - to_interest
        columns.payments.append(payment)
        columns.fees.append(to_fees)
        columns.balances.append(principal)
    return columns


def level_balances(opening: int, payment: int, share: Ratio, count: int) -> list[int]:
    """Balances after each of `count` payments where all periods bear `share` of the principal.

    Equal to the loop above while payments exceed the interest; zero or less once they end early.
    """
    numerator, denominator = share
    grown, constant = numerator + denominator, denominator // 2 - payment * denominator
    balance, turns = opening, repeat(None, count)
    return [balance := (balance * grown + constant) // denominator for _ in turns]
