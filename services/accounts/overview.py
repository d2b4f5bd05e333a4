"""The accounts page: whom it greets, what is past due, a card per account."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from models.accounts import Lifecycle
from portal_app.settings import get_settings
from services.accounts.past_due import past_due_notice
from services.accounts.quiet import is_quiet
from services.accounts.standing import Standing, standings
from services.accounts.views import AccountCard, CheckingNotice, Overview
from services.accounts.words import ICONS, status, title
from services.language import _, formats, ngettext
from services.payments.accounts import processing_totals
from services.payments.words import being_checked
from services.servicing.due import is_due_within, satisfied
from services.subject import Subject
from services.year_end.years import year_links

DUE_SOON_DAYS = 14


def overview(session: Session, subject: Subject) -> Overview:
    """All of the page in one read."""
    found, quiet = standings(session, subject), is_quiet(session, subject)
    late = (past_due_notice(one, quiet) for one in found)
    return Overview(
        greeting=greeting(subject.name, datetime.now(UTC).astimezone(get_settings().zone).hour),
        due=_due_soon(found),
        checking=_checking(session, found),
        notices=tuple(one for one in late if one),
        cards=tuple(_card(one, quiet) for one in found),
        interest=year_links(found),
    )


def _checking(session: Session, found: Sequence[Standing]) -> tuple[CheckingNotice, ...]:
    totals = processing_totals(session, [one.account.id or 0 for one in found])
    return tuple(
        CheckingNotice(_name(one), being_checked(totals[one.account.id or 0]))
        for one in found
        if one.account.id in totals
    )


def _name(one: Standing) -> str:
    return f"{title(one.account)} {formats.masked(one.account.number)}"


def greeting(name: str, hour: int) -> str:
    """By the hour in the lender's zone, with the first name."""
    words = (
        _("Good morning, {name}")
        if hour < 12
        else _("Good afternoon, {name}")
        if hour < 18
        else _("Good evening, {name}")
    )
    return words.format(name=name.split()[0] if name.split() else name)


def _due_soon(found: Sequence[Standing]) -> str:
    """The sentence under the greeting; beside what is past due, of what else is coming."""
    soon = [amount for one in found if (amount := _soon(one))]
    if not soon and any(one.past_due for one in found):
        return _("Nothing else is due in the next {days} days.").format(days=DUE_SOON_DAYS)
    if not soon:
        return _("Nothing is due in the next {days} days.").format(days=DUE_SOON_DAYS)
    return ngettext(
        "{count} payment is due in the next {days} days, {total} in all.",
        "{count} payments are due in the next {days} days, {total} in all.",
        len(soon),
    ).format(count=len(soon), days=DUE_SOON_DAYS, total=formats.money(sum(soon)))


def _soon(one: Standing) -> int:
    """Cents that the account asks for within `DUE_SOON_DAYS`; of a line of credit its minimum."""
    if one.next_due:
        return one.next_due.amount if is_due_within(one.next_due, one.on, DUE_SOON_DAYS) else 0
    if not one.is_open or one.line is None or one.line.minimum_due_on is None:
        return 0
    last_day = one.on + timedelta(days=DUE_SOON_DAYS)
    return one.line.minimum_due if one.on <= one.line.minimum_due_on <= last_day else 0


def _card(one: Standing, quiet: bool) -> AccountCard:
    word, tone = status(one, quiet)
    due_label, due = _due(one)
    left_label, left, percent, progress = _left(one)
    return AccountCard(
        number=one.account.number,
        title=title(one.account),
        icon=ICONS[one.account.kind],
        masked=formats.masked(one.account.number),
        status=word,
        tone=tone,
        balance=formats.money(one.balance),
        due_label=due_label,
        due=due,
        left_label=left_label,
        left=left,
        percent=percent,
        progress=progress,
        uses_limit=one.line is not None,
        payable=one.payable,
        over=not one.is_open,
    )


def _due(one: Standing) -> tuple[str, str]:
    """Label and figure: what is due and when, or when the account was closed."""
    if not one.is_open:
        closed = one.account.closed_on
        return _("Closed"), formats.day(closed) if closed else "–"
    if one.line:
        when = one.line.minimum_due_on
        return _("Minimum due"), _amount_on(one.line.minimum_due, when)
    if one.past_due:
        return _("Past due"), _amount_on(one.past_due.amount, one.past_due.since)
    if one.next_due:
        return _("Next due"), _amount_on(one.next_due.amount, one.next_due.due_date)
    return _("Next due"), formats.money(0)


def _amount_on(cents: int, day: date | None) -> str:
    amount = formats.money(cents)
    return f"{amount} · {formats.short_day(day)}" if day else amount


def _left(one: Standing) -> tuple[str, str, int, str]:
    """Label, figure, percent of the bar and the bar's name."""
    if one.line:
        limit = one.line.credit_limit
        used = min(100, one.balance * 100 // limit) if limit else 0
        available = formats.money(one.available)
        name = _("{percent} % of the limit used").format(percent=used)
        return _("Available credit"), available, used, name
    total, left = one.payments, min(one.remaining, one.payments)
    made = total - left if one.is_open else _made(one)
    name = _("{made} of {total} payments made").format(made=made, total=total)
    percent = made * 100 // total if total else 0
    if one.account.lifecycle is Lifecycle.PAID_IN_FULL:
        name, percent = _("Paid in full"), 100
    return _("Remaining"), _("{left} of {total}").format(left=left, total=total), percent, name


def _made(one: Standing) -> int:
    """Scheduled payments of an account that is over: what was written off was not paid."""
    return one.paid_before + (satisfied(one.position, one.terms) if one.terms else 0)
