"""A statement's PDF: all of its texts, in the current language (12 CFR 1026.7(b), samples G-18).

Made from the row and its detail alone: a statement of years ago reads as on its first day.
"""

from dataclasses import dataclass

from models.statements import Statement
from services.brand import Brand
from services.language import _, formats, ngettext
from services.pdf import Fact, Paper, Part
from services.statements import errors_notice, warnings
from services.statements.detail import Detail, from_json
from services.statements.tables import interest_parts, lines_parts, year_part
from services.statements.warnings import Warning
from services.statements.words import account_title


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPaper(Paper):
    """`due` is the box on the first page, with what belongs beside it ((b)(13))."""

    to: tuple[str, ...]
    about: str
    due_title: str
    due: tuple[Fact, ...]
    warnings: tuple[Warning, ...]
    counseling: str
    parts: tuple[Part, ...]


def statement_paper(statement: Statement) -> StatementPaper:
    """In the current language."""
    detail = from_json(statement.detail)
    lender = detail.lender
    title = account_title(detail)
    number = formats.masked(detail.number)
    return StatementPaper(
        title=_("Statement: {account}").format(account=f"{title} {number}"),
        day=statement.closed_on,
        lender=Brand(lender.name, lender.phone, lender.color or None, lender.logo),
        foot=_("{account} · statement of {day}").format(
            account=number, day=formats.day(statement.closed_on)
        ),
        to=detail.borrowers,
        about=_period(statement),
        due_title=_("Payment information"),
        due=_due(statement, detail),
        warnings=warnings.of(statement, detail),
        counseling=warnings.counseling(detail),
        parts=(
            _summary(statement),
            _limits(statement, detail),
            *lines_parts(statement, detail),
            year_part(statement),
            *interest_parts(statement, detail),
            _grace(statement),
            *errors_notice.parts(detail),
        ),
    )


def _period(statement: Statement) -> str:
    days = (statement.closed_on - statement.opened_on).days + 1
    return ngettext(
        "Billing cycle of {days} day, {first} to {last}",
        "Billing cycle of {days} days, {first} to {last}",
        days,
    ).format(
        days=formats.number(days),
        first=formats.day(statement.opened_on),
        last=formats.day(statement.closed_on),
    )


def _due(statement: Statement, detail: Detail) -> tuple[Fact, ...]:
    past_due = (
        (Fact(_("Past due, in the minimum payment"), formats.money(statement.past_due)),)
        if statement.past_due
        else ()
    )
    disputed = (
        (Fact(_("Disputed, not asked for"), formats.money(detail.held.total)),)
        if detail.held.total
        else ()
    )
    return (
        Fact(_("New balance"), formats.money(statement.new_balance)),
        Fact(_("Minimum payment due"), formats.money(statement.minimum_due), strong=True),
        *past_due,
        *disputed,
        Fact(_("Payment due date"), formats.day(statement.due_on), strong=True),
    )


def _summary(statement: Statement) -> Part:
    """One line each, label then amount."""
    amounts = (
        (_("Previous balance"), statement.previous_balance),
        (_("Payments"), -statement.payments),
        (_("Other credits"), -statement.other_credits),
        (_("Purchases"), statement.purchases),
        (_("Balance transfers"), statement.balance_transfers),
        (_("Cash advances"), statement.cash_advances),
        (_("Fees charged"), statement.fees),
        (_("Interest charged"), statement.interest),
    )
    return Part(
        heading=_("Summary of account activity"),
        facts=(
            *(Fact(label, formats.money(cents)) for label, cents in amounts),
            Fact(_("New balance"), formats.money(statement.new_balance), strong=True),
        ),
    )


def _limits(statement: Statement, detail: Detail) -> Part:
    return Part(
        facts=(
            Fact(_("Credit limit"), formats.money(statement.credit_limit)),
            Fact(_("Available credit"), formats.money(detail.available)),
            Fact(_("Statement closing date"), formats.day(statement.closed_on)),
        )
    )


def _grace(statement: Statement) -> Part:
    return Part(
        heading=_("How to avoid paying interest on purchases"),
        paragraphs=(_owing(statement) if statement.new_balance > 0 else _owing_nothing(),),
    )


def _owing(statement: Statement) -> str:
    return _(
        "Pay the new balance of {amount} by {day}: purchases then bear no interest in"
        " the next billing cycle. Cash advances and balance transfers bear interest from"
        " the day of the transaction."
    ).format(amount=formats.money(statement.new_balance), day=formats.long_day(statement.due_on))


def _owing_nothing() -> str:
    return _(
        "You owe nothing on this statement: purchases bear no interest in the next billing cycle."
        " Cash advances and balance transfers bear interest from the day of the transaction."
    )
