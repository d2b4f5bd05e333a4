"""The level payment, solved exactly in integers and rounded once.

With p the payment, g_k = 1 + (share of the principal that period k's interest is):
p = P * g_1*...*g_N / sum over k of g_(k+1)*...*g_N, the present value equation of 12 CFR 1026
App. J at the contract rate. Periodic: g is 1 + rate/12 but for the first, which counts its 30/360
days. Daily: g counts the actual days of each period over 365, so that the unrounded balance ends
at zero on the real due dates; 10,025 at 4.5 % from 2022-08-22, 12 payments from 2022-10-01, gives
856.923, whereas a twelfth of the rate a month would give 856.927 or 855.920.
"""

from collections.abc import Callable

from models.servicing import InterestMethod, Rounding
from services.servicing.daycount import (
    Ratio,
    days_between,
    first_days,
    first_interest,
    rate_per_day,
    rate_per_month,
    times,
)
from services.servicing.duedates import due_date
from services.servicing.errors import PaymentTooLow
from services.servicing.terms import MAX_PAYMENTS, Terms

SCALE = 128
"""Fraction bits of the fixed-point power that all but near-ties are solved with."""


def level_payment(terms: Terms) -> int:
    """Cents an installment: the agreed one, or the solved one rounded as the product says.

    A solved payment that rounding would leave at or below a month's interest is one cent above
    it: else it would never end the debt. Raises PaymentTooLow for an agreed one.
    """
    if terms.payment is not None:
        check_payment(terms, terms.payment)
        return terms.payment
    solved = _rounded(_up if terms.rounding is Rounding.UP else _nearest, terms)
    return max(solved, month_interest(terms, solved) + 1)


def check_payment(terms: Terms, payment: int) -> None:
    """Raises PaymentTooLow where payments let the debt grow.

    One that is exactly a month's interest is taken: the loan is interest-only, and its last
    installment, which takes the rest, repays the principal.
    """
    if payment < (month := month_interest(terms, payment)):
        raise PaymentTooLow(payment, month)


def is_interest_only(terms: Terms, payment: int) -> bool:
    """Whether installments of `payment` are a month's interest on all that was lent."""
    return payment == times(terms.principal, *rate_per_month(terms))


def month_interest(terms: Terms, payment: int) -> int:
    """A month's interest once the first `payment` is made, cents; 0 if that ends the account."""
    if terms.payments == 1:
        return 0
    left = terms.principal - max(0, payment - first_interest(terms))
    return times(max(0, left), *rate_per_month(terms))


def _up(exact: Ratio) -> int:
    return -(-exact[0] // exact[1])


def _nearest(exact: Ratio) -> int:
    return (2 * exact[0] + exact[1]) // (2 * exact[1])


def _rounded(rounding: Callable[[Ratio], int], terms: Terms) -> int:
    """Rounded where both bounds agree, else from the exact value, thousands of digits long."""
    least, most = _bounds(terms)
    cents = rounding(least)
    return cents if least is most or cents == rounding(most) else rounding(_periodic(terms))


def _bounds(terms: Terms) -> tuple[Ratio, Ratio]:
    """The level payment between two ratios; the same one twice where it is exact."""
    if terms.method is InterestMethod.DAILY:
        return (exact := _daily(terms)), exact
    numerator, denominator = rate_per_month(terms)
    if numerator == 0:
        return (exact := (terms.principal, terms.payments)), exact
    one, grown = 1 << SCALE, numerator + denominator
    top, bottom = _first_growth(terms)
    top *= terms.principal * numerator << SCALE
    bottom *= grown
    decayed = _power((denominator << SCALE) // grown, terms.payments)
    slack = 4 * MAX_PAYMENTS
    return (top, bottom * (one - decayed)), (top, bottom * (one - decayed - slack))


def _power(base: int, exponent: int) -> int:
    """`base ** exponent` below one, in fixed point; too small by under four units an exponent."""
    result = 1 << SCALE
    while exponent:
        if exponent & 1:
            result = result * base >> SCALE
        base = base * base >> SCALE
        exponent >>= 1
    return result


def _first_growth(terms: Terms) -> Ratio:
    """Principal with the first period's interest over principal."""
    numerator, denominator = rate_per_day(terms)
    return denominator + numerator * first_days(terms), denominator


def _periodic(terms: Terms) -> Ratio:
    numerator, denominator = rate_per_month(terms)
    top, bottom = _first_growth(terms)
    grown = numerator + denominator
    before_last = grown ** (terms.payments - 1)
    return (
        terms.principal * top * before_last * numerator,
        bottom * (before_last * grown - denominator**terms.payments),
    )


def _daily(terms: Terms) -> Ratio:
    numerator, denominator = rate_per_day(terms)
    grown, annuity, power, day = 1, 0, 1, terms.starts
    for number in range(1, terms.payments + 1):
        due = due_date(terms, number)
        growth = denominator + numerator * days_between(terms, day, due)
        grown, annuity, day = grown * growth, annuity * growth + power, due
        power *= denominator
    return terms.principal * grown, denominator * annuity
