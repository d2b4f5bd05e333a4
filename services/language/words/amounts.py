"""Amounts, rates and days that cannot be used."""

from services.language import formats
from services.language.catalog import gettext as _
from services.language.words.saying import words
from services.money import AmountProblem, InvalidAmount, InvalidRate
from services.servicing.errors import MoreThanPayoff, NotPositive
from services.what_if.errors import DayOutOfRange, NotADay


@words.register
def _invalid_amount(error: InvalidAmount) -> str:
    match error.problem:
        case AmountProblem.EMPTY:
            return _("Enter an amount.")
        case AmountProblem.NEGATIVE:
            return _("Enter an amount above $0.00.")
        case AmountProblem.TOO_PRECISE:
            return _("Enter dollars and cents, like 424.27.")
        case AmountProblem.TOO_LARGE:
            return _("That amount is too large.")
        case AmountProblem.NOT_AN_AMOUNT:
            return _("Enter an amount in dollars, like 424.27.")


@words.register
def _invalid_rate(error: InvalidRate) -> str:
    return _("Enter a rate in percent a year, like 9.69.")


@words.register
def _not_positive(error: NotPositive) -> str:
    return _("Enter an amount above $0.00.")


@words.register
def _more_than_payoff(error: MoreThanPayoff) -> str:
    return _("That is more than the payoff of {payoff}. You were not charged.").format(
        payoff=formats.money(error.payoff)
    )


@words.register
def _not_a_day(error: NotADay) -> str:
    return _("Please choose a day.")


@words.register
def _day_out_of_range(error: DayOutOfRange) -> str:
    return _("Please choose a day from {first} to {last}.").format(
        first=formats.day(error.first), last=formats.day(error.last)
    )
