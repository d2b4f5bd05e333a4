"""What an account does not offer: quotes, plans, years."""

from services.language import formats
from services.language.catalog import gettext as _
from services.language.words.saying import words
from services.payoff_quotes.errors import NothingToPayOff, QuoteDayRefused
from services.what_if.errors import NothingToPlan
from services.year_end.errors import NoSuchYear


@words.register
def _nothing_to_pay_off(error: NothingToPayOff) -> str:
    return _("There is nothing to pay off on this account. If you think otherwise, please call us.")


@words.register
def _quote_day_refused(error: QuoteDayRefused) -> str:
    return _("Choose a date from {first} to {last}.").format(
        first=formats.day(error.first), last=formats.day(error.last)
    )


@words.register
def _no_such_year(error: NoSuchYear) -> str:
    return _("Choose a year from {first} to {last}.").format(first=error.first, last=error.last)


@words.register
def _nothing_to_plan(error: NothingToPlan) -> str:
    return _("There is nothing to plan here: nothing more is owed.")
