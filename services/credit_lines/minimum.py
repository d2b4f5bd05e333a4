"""The minimum payment of a statement, cents."""

from fractions import Fraction

from services.credit_lines.terms import Minimum
from services.money import round_half_up


def minimum_due(rule: Minimum, balance: int, interest: int, past_due: int = 0) -> int:
    """The larger of the floor and the percentage of `balance` with the cycle's new `interest`,
    plus what is `past_due`; never more than the balance.

    `balance` is the statement's; a percentage is rounded half up.
    """
    share = round_half_up(Fraction(rule.percent) * balance / 100) + interest
    return max(0, min(balance, max(rule.floor, share) + past_due))
