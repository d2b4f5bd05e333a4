"""The statement's tables: transactions, fees, interest (sample G-18(A)), and the year so far."""

from models.statements import Statement
from models.transactions import TransactionKind
from services.language import _, formats
from services.pdf import Fact, Part, Table
from services.statements.detail import Detail, Line
from services.statements.words import description, interest_on, type_of_balance

_CREDITS = {TransactionKind.PAYMENT, TransactionKind.CREDIT, TransactionKind.WRITE_OFF}
_FEES = {TransactionKind.LATE_FEE, TransactionKind.FEE}
_INTEREST = {TransactionKind.INTEREST}


def lines_parts(statement: Statement, detail: Detail) -> tuple[Part, ...]:
    """Payments and credits, transactions, fees, interest charged; none that is empty."""
    credits = [line for line in detail.lines if line.counts_as in _CREDITS]
    fees = [line for line in detail.lines if line.counts_as in _FEES]
    rest = _CREDITS | _FEES | _INTEREST
    draws = [line for line in detail.lines if line.counts_as not in rest]
    total_fees = (_("Total fees for this period"), statement.fees)
    parts = (
        _part(_("Payments and other credits"), credits),
        _drawn(draws) or _part(_("Transactions"), draws),
        _part(_("Fees"), fees, total_fees),
    )
    return (*(part for part in parts if part), _interest_charged(statement, detail))


def _part(heading: str, lines: list[Line], total: tuple[str, int] | None = None) -> Part | None:
    if not lines:
        return None
    return Part(
        heading=heading,
        table=Table(
            head=(_("Date"), _("Description"), _("Amount")),
            rows=tuple(
                (formats.day(line.on), description(line), formats.money(line.amount))
                for line in lines
            ),
            total=("", total[0], formats.money(total[1])) if total else (),
            words=2,
        ),
    )


def _drawn(lines: list[Line]) -> Part | None:
    """With the day of each transaction and the day it posted on; None where only one is known."""
    if not any(line.made_on for line in lines):
        return None
    return Part(
        heading=_("Transactions"),
        table=Table(
            head=(_("Date"), _("Posted"), _("Description"), _("Amount")),
            rows=tuple(
                (
                    formats.day(line.made_on or line.on),
                    formats.day(line.on),
                    description(line),
                    formats.money(line.amount),
                )
                for line in lines
            ),
            words=3,
        ),
    )


def _interest_charged(statement: Statement, detail: Detail) -> Part:
    return Part(
        heading=_("Interest charged"),
        facts=(
            *(
                Fact(
                    interest_on(one.type),
                    formats.money(one.interest),
                )
                for one in detail.types
            ),
            Fact(
                _("Total interest for this period"), formats.money(statement.interest), strong=True
            ),
        ),
    )


def year_part(statement: Statement) -> Part:
    year = str(statement.closed_on.year)
    return Part(
        heading=_("{year} totals year-to-date").format(year=year),
        facts=(
            Fact(
                _("Total fees charged in {year}").format(year=year),
                formats.money(statement.fees_this_year),
            ),
            Fact(
                _("Total interest charged in {year}").format(year=year),
                formats.money(statement.interest_this_year),
            ),
        ),
    )


def interest_parts(statement: Statement, detail: Detail) -> tuple[Part, ...]:
    """How the interest was computed ((b)(4) and (5))."""
    days = (statement.closed_on - statement.opened_on).days + 1
    spared = any(one.in_grace and one.balance for one in detail.types)
    grace = _(
        "Purchases bore no interest in this billing cycle, because the balance before was paid in"
        " full by its due date."
    )
    table = Part(
        heading=_("Interest charge calculation"),
        paragraphs=(
            _("Your Annual Percentage Rate (APR) is the annual interest rate on your account."),
        ),
        table=Table(
            head=(
                _("Type of balance"),
                _("Annual Percentage Rate (APR)"),
                _("Balance subject to interest rate"),
                _("Interest charge"),
            ),
            rows=tuple(
                (
                    type_of_balance(one.type),
                    formats.percent(one.rate),
                    formats.money(one.balance),
                    formats.money(one.interest),
                )
                for one in detail.types
            ),
        ),
    )
    method = Part(
        paragraphs=(
            *((grace,) if spared else ()),
            *((_repaid_in_time(),) if detail.spared else ()),
            _(
                "We use the average daily balance method, including new transactions: for each"
                " type of balance we add up what you owed in principal at the end of each day and"
                " divide by the {days} days of the billing cycle. Interest is that average × APR ÷"
                " 365 × {days}, rounded to the cent. Interest and fees that were charged bear no"
                " interest. Questions? Call {phone}."
            ).format(days=days, phone=detail.lender.phone),
        ),
    )
    return table, method


def _repaid_in_time() -> str:
    """12 CFR 1026.54(a)(1)(ii)."""
    return _(
        "The balance before was not paid in full by its due date. What you repaid of its purchases"
        " by that day bore no interest: it is left out of the average from the first day on."
    )
