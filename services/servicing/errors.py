"""What the engine refuses, with the figures that say why. Amounts are cents."""

from dataclasses import dataclass

from services.errors import PortalError


@dataclass
class InvalidTerms(PortalError):
    """`field` of the terms is impossible; `problem` is a short stable code."""

    field: str
    problem: str


@dataclass
class PaymentTooLow(PortalError):
    """A given `payment` below a period's `interest`: the debt would grow."""

    payment: int
    interest: int


@dataclass
class TooManyPayments(PortalError):
    """More than `limit` payments would be needed."""

    limit: int


@dataclass
class NotPositive(PortalError):
    """An amount to post that is zero or less."""

    amount: int


@dataclass
class MoreThanPayoff(PortalError):
    """A payment of `amount` where `payoff` would end the account."""

    amount: int
    payoff: int


@dataclass
class MoreThanUnapplied(PortalError):
    """A refund of `amount` where only `unapplied` is held."""

    amount: int
    unapplied: int


@dataclass
class NoAnnualRate(PortalError):
    """Advances and payments that have no annual percentage rate.

    `problem`: no_advance, no_payment, paid_before_lent, not_repaid, too_high.
    """

    problem: str
