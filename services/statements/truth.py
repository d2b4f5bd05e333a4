"""The minimum-payment truth: how long today's balance takes and what it costs, at the minimum, in
36 months, or at any amount a month (12 CFR 1026, appendices M1 and M2).
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.accounts import Lifecycle
from services.business_date import today
from services.credit_lines.balances import LinePosition
from services.credit_lines.repayment import (
    Owing,
    Repayment,
    at_amount,
    at_minimum,
    in_36_months,
    owings_of,
)
from services.credit_lines.terms import LineTerms
from services.language import _, formats, ngettext
from services.ledger.line_rows import line_of, line_position_of, line_terms_of
from services.money import parse_amount
from services.servicing.errors import NotPositive
from services.statements.estimates import is_told_36_months
from services.statements.reading import line_for
from services.statements.views import Answer, Truth, Way
from services.statements.warnings import how_long
from services.subject import Subject


@dataclass(frozen=True, slots=True)
class Owed:
    """A line as it stands: `minimum_due` is what is left of the last statement's."""

    position: LinePosition
    terms: LineTerms
    minimum_due: int
    on: date

    @property
    def owings(self) -> list[Owing]:
        return owings_of(self.position, self.terms, self.on)

    def at_minimum(self) -> Repayment:
        return at_minimum(self.owings, self.terms.minimum_on(self.on))


def owed_on(session: Session, subject: Subject, number: object) -> Owed | None:
    """None of an account that is no longer open. Raises `NotFound`."""
    account = line_for(session, subject, number)
    if account.lifecycle is not Lifecycle.OPEN or account.id is None:
        return None
    line = line_of(session, account.id)
    return Owed(
        line_position_of(session, account.id),
        line_terms_of(session, line),
        line.minimum_due,
        today(session),
    )


def truth(session: Session, subject: Subject, number: object) -> Truth:
    """Raises `NotFound`."""
    owed = owed_on(session, subject, number)
    if owed is None or not owed.position.owed:
        return Truth()
    least = owed.at_minimum()
    short = in_36_months(owed.owings)
    balance = owed.position.owed
    shorter = is_told_36_months(least, short, owed.minimum_due)
    saved = least.total - short.total if shorter and least.months else 0
    return Truth(
        balance=formats.money(balance),
        warning="" if least.months else _never(),
        ways=(
            _way(_("Only the minimum payment"), least, balance, _rounded(least)),
            *((_way(_a_month(short.first), short, balance, how_long(36)),) if shorter else ()),
        ),
        saved=_saved(short.first, saved) if saved > 0 else "",
    )


def answer(session: Session, subject: Subject, number: object, typed: object) -> Answer:
    """What `typed` a month does. Raises `NotFound`, `InvalidAmount`, `NotPositive`."""
    amount = parse_amount(typed)
    if amount <= 0:
        raise NotPositive(amount)
    owed = owed_on(session, subject, number)
    if owed is None or not owed.position.owed:
        return Answer()
    found = at_amount(owed.owings, amount)
    if found.months is None:
        words = _(
            "At {amount} a month the balance is never paid off: the payment is not more than the"
            " interest of each month."
        ).format(amount=formats.money(amount))
        return Answer(words)
    way = _way(_a_month(amount), found, owed.position.owed, exactly(found.months))
    return Answer(_compared(owed, amount, found), way)


def _compared(owed: Owed, amount: int, found: Repayment) -> str:
    """Beside paying only the minimum; the minimum of the month comes first."""
    if amount < owed.minimum_due:
        return _("This is less than the minimum payment of {amount}, so it would be late.").format(
            amount=formats.money(owed.minimum_due)
        )
    least = owed.at_minimum()
    if least.months is None or least.total <= found.total:
        return ""
    return _("You save {amount} against paying only the minimum.").format(
        amount=formats.money(least.total - found.total)
    )


def _way(paying: str, found: Repayment, balance: int, lasts: str) -> Way:
    if found.months is None:
        return Way(paying, _("Never paid off"), "–", "–")
    interest = formats.money(found.total - balance)
    return Way(paying, lasts, formats.money(found.total), interest)


def _saved(payment: int, saved: int) -> str:
    return _("{payment} a month saves you {amount} against paying only the minimum.").format(
        payment=formats.money(payment), amount=formats.money(saved)
    )


def _rounded(found: Repayment) -> str:
    return how_long(found.months) if found.months else ""


def _a_month(amount: int) -> str:
    return _("{amount} a month").format(amount=formats.money(amount))


def _never() -> str:
    return _(
        "If you make only the minimum payment, we estimate that you will never pay off this"
        " balance, because the payment is not more than the interest charged each month."
    )


def exactly(months: int) -> str:
    """3 years and 2 months."""
    years, rest = divmod(months, 12)
    in_years = ngettext("{years} year", "{years} years", years).format(years=formats.number(years))
    in_months = ngettext("{months} month", "{months} months", rest).format(
        months=formats.number(rest)
    )
    if not years:
        return in_months
    return _("{years} and {months}").format(years=in_years, months=in_months) if rest else in_years
