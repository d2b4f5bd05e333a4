"""The facts of an installment account on the business date."""

from decimal import Decimal

from sqlmodel import Session

from models.accounts import Lifecycle
from services.account_summary.views import Fact
from services.accounts.standing import Standing
from services.language import _, formats
from services.ledger.rows import last_payment
from services.servicing.payoff import payoff
from services.servicing.position import accrue
from services.servicing.projection import payoff_date, project
from services.servicing.terms import RATE_PLACES, Terms


def facts(session: Session, one: Standing) -> tuple[Fact, ...]:
    """In the order shown. What an account has no longer is left out."""
    terms = one.terms
    assert terms is not None
    return (
        Fact("rate", _("Interest rate"), rate_text(terms.rate)),
        Fact("original", _("Original principal"), formats.money(one.position.advanced)),
        _end(one, terms),
        Fact("remaining", _("Remaining payments"), formats.number(one.remaining)),
        *_owed(one, terms),
        _last_payment(session, one),
    )


def rate_text(rate: Decimal) -> str:
    """All decimals that it has, at least two: 14.07%, 4.125%."""
    places = max(2, -int(rate.normalize().as_tuple().exponent))
    return formats.percent(rate, min(places, RATE_PLACES))


def _end(one: Standing, terms: Terms) -> Fact:
    closed = formats.day(one.account.closed_on) if one.account.closed_on else "–"
    match one.account.lifecycle:
        case Lifecycle.PAID_IN_FULL:
            return Fact("end", _("Paid in full on"), closed)
        case Lifecycle.CHARGED_OFF:
            return Fact("end", _("Charged off on"), closed)
        case Lifecycle.CLOSED:
            return Fact("end", _("Closed on"), closed)
        case Lifecycle.OPEN:
            ends = payoff_date(project(one.position, terms, one.on), one.on)
            return Fact("end", _("Projected payoff date"), formats.day(ends) if ends else "–")


def _owed(one: Standing, terms: Terms) -> tuple[Fact, ...]:
    if not one.payable:
        return ()
    ends_it = payoff(one.position, terms, one.on)
    per_diem = _("plus {amount} for each day after").format(amount=formats.money(ends_it.per_diem))
    since = _("not paid yet, as of {day}").format(day=formats.day(one.on))
    accrued = accrue(one.position, terms, one.on).interest_due
    return (
        Fact(
            "payoff",
            _("Payoff amount today"),
            formats.money(ends_it.amount),
            per_diem if ends_it.per_diem else "",
            "payoff",
        ),
        Fact("interest", _("Interest accrued"), formats.money(accrued), since, "interest"),
    )


def _last_payment(session: Session, one: Standing) -> Fact:
    found = last_payment(session, one.account.id or 0)
    if found is None:
        return Fact("last", _("Last payment"), _("None yet"))
    return Fact(
        "last",
        _("Last payment"),
        formats.money(found.amount),
        _("on {day}").format(day=formats.day(found.effective_on)),
        "last_payment",
    )
