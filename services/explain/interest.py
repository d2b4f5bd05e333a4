"""Interest that has accrued: days × rate × balance."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sqlmodel import Session

from models.servicing import InterestMethod
from models.transactions import Transaction, TransactionKind
from services.account_summary.facts import rate_text
from services.accounts.standing import Standing
from services.explain.entries import named, newest
from services.explain.views import Part, Step, step
from services.language import _, formats, ngettext
from services.servicing.daycount import DAYS_IN_YEAR, days_between
from services.servicing.daycount import interest as interest_for
from services.servicing.position import accrue
from services.servicing.terms import Terms

MOST = 3
"""Entries that are gone back, so that an explanation stays one that is read."""


def interest(session: Session, one: Standing) -> tuple[Step, ...]:
    terms, position = one.terms, one.position
    assert terms is not None
    now = accrue(position, terms, one.on)
    parts = [
        *_unpaid(newest(session, one.account.id or 0, MOST + 1), terms),
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
    return (step(method_words(terms), parts, total),)


def _unpaid(entries: Sequence[Transaction], terms: Terms) -> list[Part]:
    """How the interest that is due after the last entry came about, since none was.

    As far back as the entries and the terms of today tell; what was due then is one line.
    """
    parts: list[Part] = []
    for before, entry in reversed(list(pairwise(entries))):
        if entry.after_interest_due == 0:
            return parts
        since, until = before.after_accrued_through, entry.after_accrued_through
        accrued = interest_for(terms, before.after_principal, since, until)
        moved = entry.after_interest_due - before.after_interest_due - accrued
        if moved != -entry.to_interest and entry.kind is not TransactionKind.REVERSAL:
            return [*_carried(entry), *parts]  # the terms were others then
        then = accrued_part(terms, before.after_principal, since, until, accrued)
        found = [then, Part(named(entry), moved)]
        parts = [*(part for part in found if part.cents), *parts]
    return [*_carried(entries[0]), *parts] if entries else parts


def _carried(entry: Transaction) -> list[Part]:
    cents = entry.after_interest_due
    return [Part(_("Interest that was not paid before"), cents, named(entry))] if cents else []


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
