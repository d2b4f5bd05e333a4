"""The tab Statements: the cycles of a line of credit, newest first."""

from datetime import date

from sqlmodel import Session

from models.credit_lines import CreditLine
from models.statements import Statement
from portal_app.routes import in_language, statements_folder
from services.accounts.views import Tone
from services.business_date import today
from services.language import _, current_language, formats
from services.ledger.line_rows import open_cycle
from services.statements.reading import line_for, newest_first
from services.statements.views import StatementPage, StatementRow
from services.subject import Subject

PAGE = 12


def statement_page(
    session: Session, subject: Subject, number: object, below: int | None = None
) -> StatementPage:
    """Twelve of them. Raises `NotFound`."""
    account = line_for(session, subject, number)
    assert account.id is not None
    line = session.get_one(CreditLine, account.id)
    first = 1 if below else 0
    found = newest_first(session, account.id, below + 1 if below else None, PAGE + 1 + first)
    later = [None, *found] if not below else [*found]
    shown = found[first : first + PAGE]
    on = today(session)
    rows = tuple(_row(one, after, line, on) for one, after in zip(shown, later, strict=False))
    more = len(found) > first + PAGE
    return StatementPage(
        rows=rows,
        below=shown[-1].number if more else 0,
        address=in_language(statements_folder(account.number), current_language()),
        upcoming="" if below else _upcoming(line),
    )


def _upcoming(line: CreditLine) -> str:
    if line.closed_on is None:
        return ""
    return _("The next statement closes on {day}.").format(
        day=formats.day(open_cycle(line).closed_on)
    )


def _row(one: Statement, after: Statement | None, line: CreditLine, on: date) -> StatementRow:
    return StatementRow(
        day=one.closed_on.isoformat(),
        cells=(
            formats.day(one.closed_on),
            formats.money(one.new_balance),
            formats.money(one.minimum_due),
            formats.day(one.due_on),
        ),
        status=_status(one, after, line, on),
    )


def _status(
    one: Statement, after: Statement | None, line: CreditLine, on: date
) -> tuple[str, Tone]:
    """What became of what it asked for: the statement after it says so, for the last the line."""
    if one.minimum_due <= 0:
        return _("Nothing due"), "mute"
    if after is None:
        balance_left, minimum_left = line.statement_balance, line.minimum_due
        late = on > one.due_on
    else:
        balance_left = one.new_balance - after.payments - after.other_credits
        minimum_left, late = after.past_due, True
    if balance_left <= 0:
        return _("Paid in full"), "ok"
    if minimum_left <= 0:
        return _("Minimum paid"), "ok"
    return (_("Past due"), "bad") if late else (_("Due"), "info")
