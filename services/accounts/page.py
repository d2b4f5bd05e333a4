"""The top of an account's page."""

from urllib.parse import quote

from sqlmodel import Session

from models.credit_lines import CreditLine
from services import lender_settings
from services.accounts.charged_off import charged_off_notice
from services.accounts.past_due import past_due_notice
from services.accounts.quiet import is_quiet
from services.accounts.standing import Standing, standing
from services.accounts.tabs import tabs_of
from services.accounts.views import AccountPage, Figure
from services.accounts.words import balloon_words, status, title
from services.language import _, formats
from services.payments.accounts import processing_total
from services.payments.words import being_checked
from services.subject import Subject
from services.year_end.years import year_links


def account_page(session: Session, subject: Subject, number: object) -> AccountPage:
    """Basic figures and what comes next. Raises `NotFound`."""
    one = standing(session, subject, number)
    quiet = is_quiet(session, subject)
    word, tone = status(one, quiet)
    late = past_due_notice(one, quiet)
    ended, ended_words = charged_off_notice(session, one)
    return AccountPage(
        number=one.account.number,
        slug=quote(one.account.number, safe=""),
        interest=year_links([one], one.account.number),
        title=title(one.account),
        masked=formats.masked(one.account.number),
        status=word,
        tone=tone,
        balance=formats.money(one.balance),
        figures=_figures(one),
        upcoming=_upcoming(one),
        balloon=balloon_words(one, lender_settings.current(session).brand.support_phone),
        past_due=late.title if late else "",
        past_due_words=late.words if late else "",
        quiet=quiet,
        checking=being_checked(processing_total(session, one.account.id or 0)),
        ended=ended,
        ended_words=ended_words,
        payable=one.payable,
        tabs=tabs_of(one.account.kind),
    )


def _figures(one: Standing) -> tuple[Figure, ...]:
    if one.line:
        return _of_line(one, one.line)
    due = one.next_due
    left = _("{left} of {total}").format(left=min(one.remaining, one.payments), total=one.payments)
    remaining = Figure(_("Remaining payments"), left)
    if not one.is_open and one.account.closed_on:
        return (Figure(_("Closed"), formats.day(one.account.closed_on)), remaining)
    return (
        Figure(_("Next due date"), formats.day(due.due_date) if due else "–"),
        Figure(
            _("Next payment"), formats.money(due.amount if due else 0), "next_due" if due else ""
        ),
        remaining,
    )


def _of_line(one: Standing, line: CreditLine) -> tuple[Figure, ...]:
    asked_on = line.minimum_due_on if one.is_open or line.minimum_due else None
    return (
        Figure(_("Minimum due"), formats.money(line.minimum_due), "minimum"),
        Figure(_("Due date"), formats.day(asked_on) if asked_on else "–"),
        Figure(
            _("Available credit"),
            formats.money(one.available),
            "available" if one.is_open else "",
        ),
        Figure(_("Credit limit"), formats.money(line.credit_limit)),
    )


def _upcoming(one: Standing) -> str:
    if one.next_due:
        cents, day = one.next_due.amount, one.next_due.due_date
    elif one.is_open and one.line and one.line.minimum_due and one.line.minimum_due_on:
        cents, day = one.line.minimum_due, one.line.minimum_due_on
    else:
        return ""
    return _("{amount} on {day}").format(amount=formats.money(cents), day=formats.short_day(day))
