"""How long a balance takes to repay, and what it costs: 12 CFR 1026, appendices M1 and M2.

Pure. Months are a twelfth of a year, nothing is added to the balance, there is no grace, payments
are credited on a month's last day, and each month's interest and payment are rounded to the cent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.credit_lines import BalanceType
from services.credit_lines.balances import ByType, LinePosition
from services.credit_lines.terms import LineTerms, Minimum
from services.money import round_half_up
from services.servicing.daycount import times

SHORT = 36
"""Months of the payment that appendix M1 (d) sets beside the minimum."""
MOST_MONTHS = 2_400
"""What takes longer counts as never."""


@dataclass(frozen=True, slots=True)
class Owing:
    """A part of the balance, cents, at `rate` percent a year.

    A promotional rate ends with month `ends` and `after` follows, as in the example of appendix
    M2: it weighs `ends` of 36 months, and the month numbered `ends` bears `after`.
    """

    balance: int
    rate: Decimal
    ends: int = 0
    after: Decimal = Decimal(0)

    def in_month(self, month: int) -> Decimal:
        return self.after if self.ends and month >= self.ends else self.rate


@dataclass(frozen=True, slots=True)
class Repayment:
    """`months` until nothing is owed, `total` cents paid by then, the `first` payment.

    `months` is None and `total` 0 where a payment does not exceed its month's interest (negative
    or no amortization), or where it takes more than `MOST_MONTHS`.
    """

    months: int | None
    total: int
    first: int


def owings_of(position: LinePosition, terms: LineTerms, on: date) -> list[Owing]:
    """All that is owed, by rate: interest with its type of balance, fees with purchases.

    A rate that is known to follow one is taken as following a promotional one.
    """
    fees = ByType(purchases=position.fees)
    owed = position.principal + position.interest + fees
    return [Owing(owed[kind], *_rates(terms, kind, on)) for kind in BalanceType]


def _rates(terms: LineTerms, kind: BalanceType, on: date) -> tuple[Decimal, int, Decimal]:
    now = terms.rate_on(kind, on)
    later = [one for one in terms.rates if one.balance_type is kind and one.from_on > on]
    if not later:
        return now, 0, Decimal(0)
    first = min(later, key=lambda one: one.from_on)
    return now, max(1, round((first.from_on - on).days * 12 / 365)), first.rate


def at_minimum(owings: Sequence[Owing], rule: Minimum, *, plus_interest: bool = True) -> Repayment:
    """Only minimum payments, to the lowest rates first (appendix M1 (b)(4)(ix)).

    The month's interest comes on top of the percentage where `plus_interest`.
    """
    numerator, denominator = rule.percent.as_integer_ratio()

    def minimum(balance: int, interest: int) -> int:
        share = times(balance, numerator, 100 * denominator)
        return max(rule.floor, share + (interest if plus_interest else 0))

    return _repay(sorted(owings, key=lambda one: one.rate), minimum)


def at_amount(owings: Sequence[Owing], amount: int) -> Repayment:
    """`amount` cents a month, to the highest rates first, as a line's payments are allocated."""
    ordered = sorted(owings, key=lambda one: one.rate, reverse=True)
    return _repay(ordered, lambda balance, interest: amount)


def in_36_months(owings: Sequence[Owing]) -> Repayment:
    """The level payment at the weighted rate (appendix M1 (d)(2)); the total is 36 of it."""
    balance = sum(one.balance for one in owings)
    if not balance:
        return Repayment(0, 0, 0)
    rate = sum((one.balance * _weighted(one) for one in owings), Fraction(0)) / (1_200 * balance)
    growth = (1 + rate) ** SHORT
    exact = balance * rate * growth / (growth - 1) if rate else Fraction(balance, SHORT)
    payment = round_half_up(exact)
    return Repayment(SHORT, SHORT * payment, payment)


def _weighted(one: Owing) -> Fraction:
    share = Fraction(min(one.ends, SHORT), SHORT) if one.ends else Fraction(1)
    return share * Fraction(one.rate) + (1 - share) * Fraction(one.after)


def _repay(owings: Sequence[Owing], payment: Callable[[int, int], int]) -> Repayment:
    """Month by month, the payment taken from the balances in the order given."""
    balances = [one.balance for one in owings]
    month = total = first = 0
    while (owed := sum(balances)) > 0:
        month += 1
        grown = [
            balance + _interest(balance, one.in_month(month))
            for balance, one in zip(balances, owings, strict=True)
        ]
        interest = sum(grown) - owed
        paid = min(payment(owed, interest), owed + interest)
        first = first or paid
        if paid <= interest or month > MOST_MONTHS:
            return Repayment(None, 0, first)
        total += paid
        balances = _less(grown, paid)
    return Repayment(month, total, first)


def _interest(balance: int, rate: Decimal) -> int:
    numerator, denominator = rate.as_integer_ratio()
    return times(balance, numerator, 1_200 * denominator)


def _less(balances: list[int], paid: int) -> list[int]:
    left: list[int] = []
    for balance in balances:
        taken = min(balance, paid)
        paid -= taken
        left.append(balance - taken)
    return left


def in_years(months: int) -> int:
    """The nearest whole year, a half up (12 CFR 1026.7(b)(12)(i)(B), comment (F)-1)."""
    return (months + 6) // 12
