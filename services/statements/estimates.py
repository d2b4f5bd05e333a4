"""What a statement says of repaying its balance (12 CFR 1026.7(b)(12))."""

from collections.abc import Sequence

from services.credit_lines.repayment import (
    Owing,
    Repayment,
    at_minimum,
    in_36_months,
    in_years,
)
from services.credit_lines.terms import Minimum
from services.statements.detail import Estimate, Warned

TWO_YEARS = 24


def is_told_36_months(least: Repayment, short: Repayment, minimum_due: int) -> bool:
    """Not where the minimum takes three years or less after rounding, nor where it asks for more
    than the payment for 36 months (12 CFR 1026.7(b)(12)(i)(F)(2)).
    """
    if least.months is None:
        return True
    return in_years(least.months) > 3 and short.first >= minimum_due


def estimate(
    owings: Sequence[Owing], minimum: Minimum, minimum_due: int, paid_in_full_twice: bool
) -> Estimate:
    """Of the balance at closing. None is printed where the minimum pays it all, or after two
    cycles that were paid in full or owed nothing (1026.7(b)(12)(v)).

    All of it to the cent: comment 7(b)(12)-1 wants one rounding for all, and a payment rounded
    down to the dollar would not repay the balance in time.
    """
    owed = sum(one.balance for one in owings)
    if owed <= 0 or minimum_due >= owed or paid_in_full_twice:
        return Estimate()
    least, short = at_minimum(owings, minimum), in_36_months(owings)
    if least.months is None:
        return Estimate(Warned.NEVER, payment=short.first, payment_total=short.total)
    if not is_told_36_months(least, short, minimum_due):
        return Estimate(Warned.WITHOUT_36_MONTHS, least.months, least.total)
    return Estimate(Warned.WITH_36_MONTHS, least.months, least.total, short.first, short.total)
