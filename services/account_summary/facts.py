"""The facts of an installment account on the business date."""

from decimal import Decimal

from sqlmodel import Session

from models.accounts import Lifecycle
from services.account_summary.entries import entries_of, history_before
from services.account_summary.views import Facts
from services.accounts.standing import Standing
from services.language import _, formats
from services.ledger.rows import last_payment
from services.servicing.apr import apr_of
from services.servicing.payoff import payoff
from services.servicing.position import accrue
from services.servicing.projection import payoff_date
from services.servicing.terms import RATE_PLACES, Terms


def facts(session: Session, one: Standing) -> Facts:
    """What an account has no longer is ""."""
    terms, closes = one.terms, None
    assert terms is not None
    if one.payable:
        closes = payoff(one.position, terms, one.on)
    end_label, end = _end(one)
    accrued = accrue(one.position, terms, one.on).interest_due
    last = last_payment(session, one.account.id or 0)
    final = one.balloon
    none, since = _no_payment(session, one, terms) if last is None else ("", "")
    return Facts(
        rate=rate_text(terms.rate),
        apr=_apr(one, terms),
        original=formats.money(one.position.advanced),
        end_label=end_label,
        end=end,
        remaining=formats.number(one.remaining),
        payoff=formats.money(closes.amount) if closes else "",
        per_diem=_per_diem(closes.per_diem) if closes else "",
        interest=formats.money(accrued) if closes else "",
        interest_as_of=_("as of {day}").format(day=formats.day(one.on)) if closes else "",
        last_payment=formats.money(last.amount) if last else none,
        last_payment_on=_("on {day}").format(day=formats.day(last.effective_on)) if last else since,
        paid=last is not None,
        final=formats.money(final.amount) if final else "",
        final_on=_("on {day}").format(day=formats.day(final.due_date)) if final else "",
    )


def _no_payment(session: Session, one: Standing, terms: Terms) -> tuple[str, str]:
    """What is said where no payment is listed, and below it."""
    if history_before(entries_of(session, one.account.id or 0)):
        return _("None here yet"), _("earlier ones are not listed")
    if not one.is_open:
        return _("None"), ""
    words = _("the first was due on {day}")
    if terms.first_due >= one.on:
        words = _("the first is due on {day}")
    return _("None yet"), words.format(day=formats.day(terms.first_due))


def rate_text(rate: Decimal) -> str:
    """All decimals that it has, at least two: 14.07%, 4.125%."""
    places = max(2, -int(rate.normalize().as_tuple().exponent))
    return formats.percent(rate, min(places, RATE_PLACES))


def _apr(one: Standing, terms: Terms) -> str:
    """ "" for a boarded account: its terms are those of the rest, not of the whole loan."""
    if terms.principal != one.position.advanced:
        return ""
    rate = apr_of(terms)
    return formats.percent(rate) if rate is not None else ""


def _per_diem(cents: int) -> str:
    if not cents:
        return _("no interest for days after")
    return _("plus {amount} for each day after").format(amount=formats.money(cents))


def _end(one: Standing) -> tuple[str, str]:
    closed = formats.day(one.account.closed_on) if one.account.closed_on else "–"
    match one.account.lifecycle:
        case Lifecycle.PAID_IN_FULL:
            return _("Paid in full on"), closed
        case Lifecycle.CHARGED_OFF:
            return _("Charged off on"), closed
        case Lifecycle.CLOSED:
            return _("Closed on"), closed
        case Lifecycle.OPEN:
            ends = payoff_date(one.projection, one.on) if one.projection else None
            return _("Projected payoff date"), formats.day(ends) if ends else "–"
