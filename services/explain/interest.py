"""Interest that has accrued: days × rate × balance."""

from datetime import date

from sqlmodel import Session

from models.servicing import InterestMethod
from services.account_summary.facts import rate_text
from services.accounts.standing import Standing
from services.explain.entries import named
from services.explain.views import Part, Step, step
from services.language import _, formats, ngettext
from services.ledger.rows import last_transaction
from services.servicing.daycount import DAYS_IN_YEAR, days_between
from services.servicing.position import accrue
from services.servicing.terms import Terms


def interest(session: Session, one: Standing) -> tuple[Step, ...]:
    terms, position = one.terms, one.position
    assert terms is not None
    now = accrue(position, terms, one.on)
    last = last_transaction(session, one.account.id or 0)
    since = named(last) if last else ""
    parts = [
        Part(_("Interest that was not paid before"), position.interest_due, since),
        accrued_part(
            terms,
            position.principal,
            position.accrued_through,
            one.on,
            now.interest_due - position.interest_due,
        ),
    ]
    total = Part(
        _("Interest accrued until {day}").format(day=formats.day(one.on)), now.interest_due
    )
    shown = parts if position.interest_due else parts[1:]
    return (step(method_words(terms), shown, total),)


def method_words(terms: Terms) -> str:
    if terms.method is InterestMethod.DAILY:
        return _(
            "Interest is counted for every day on the principal that is owed: a day bears the"
            " yearly rate divided by 365. It starts anew with each payment."
        )
    return _(
        "Interest is counted in months of 30 days and years of 360, on the principal that is owed:"
        " from due date to due date it is always 30 days. It starts anew with each payment."
    )


def accrued_part(terms: Terms, principal: int, since: date, until: date, cents: int) -> Part:
    """The interest of a stretch of days, with the sum that it comes from."""
    days = max(0, days_between(terms, since, until))
    label = ngettext(
        "{days} day, {since} to {until}", "{days} days, {since} to {until}", days
    ).format(days=formats.number(days), since=formats.day(since), until=formats.day(until))
    sum_ = _("{principal} × {rate} ÷ {year} × {days}").format(
        principal=formats.money(principal),
        rate=rate_text(terms.rate),
        year=DAYS_IN_YEAR[terms.method],
        days=formats.number(days),
    )
    return Part(label, cents, sum_)
