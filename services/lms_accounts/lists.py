"""Transactions, statements and disputes of an account, for agents: read only, page by page."""

from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account, AccountLink
from models.statements import Statement
from models.swipes import Dispute
from portal_app.routes import lms_statements_folder
from services import audit
from services.accounts.repository import any_account
from services.accounts.views import Tone
from services.disputes.resolving import row_of
from services.errors import NotFound
from services.language import formats
from services.lms_accounts.views import (
    AccountDisputes,
    EntriesPage,
    StatementLine,
    StatementsPage,
)
from services.statements.reading import on_closing_day
from services.subject import AgentSubject
from services.transactions.listing import listed
from services.transactions.query import LAST_PAGE, Asked
from services.transactions.rows import rows_of

STATEMENTS = 8
DISPUTES = 5
"""Lines that are sent at once: below 2 KB (P7)."""


def entries_page(
    session: Session, agent: AgentSubject, number: object, page: int = 0
) -> EntriesPage:
    """The newest first. Raises `NotFound`."""
    account = any_account(session, agent, number)
    found, more = listed(session, account, Asked(page=_nth(page) + 1))
    rows = tuple(
        (row.status[0], _tone(row.status[1]), *row.cells)
        for row in rows_of(session, account, found)
    )
    return EntriesPage(account.kind in CREDIT_KINDS, rows, more)


def statements_page(
    session: Session, agent: AgentSubject, number: object, page: int = 0
) -> StatementsPage:
    """The newest first. Raises `NotFound`."""
    account = _line(session, agent, number)
    found = session.exec(
        select(Statement)
        .where(col(Statement.account_id) == account.id)
        .order_by(col(Statement.number).desc())
        .offset(_nth(page) * STATEMENTS)
        .limit(STATEMENTS + 1)
    ).all()
    rows = tuple(
        StatementLine(
            formats.day(one.closed_on),
            formats.money(one.new_balance),
            formats.money(one.minimum_due),
            formats.day(one.due_on),
            f"{one.closed_on.isoformat()}.pdf",
        )
        for one in found[:STATEMENTS]
    )
    return StatementsPage(rows, lms_statements_folder(account.number), len(found) > STATEMENTS)


def any_statement(
    session: Session, agent: AgentSubject, number: object, closed_on: object
) -> Statement:
    """The one that closed on that day (ISO). Raises `NotFound`."""
    return on_closing_day(session, _line(session, agent, number), closed_on)


def record_statement_seen(session: Session, agent: AgentSubject, statement: Statement) -> None:
    """Who saved which statement is in the log."""
    audit.record(
        session,
        "lms:statements:seen",
        actor_login_id=agent.login_id,
        account_id=statement.account_id,
        address=agent.address,
        detail=statement.closed_on.isoformat(),
    )


def disputes_page(
    session: Session, agent: AgentSubject, number: object, page: int = 0
) -> AccountDisputes:
    """The newest first. Raises `NotFound`."""
    account = _line(session, agent, number)
    found = session.exec(
        select(Dispute)
        .where(col(Dispute.account_id) == account.id)
        .order_by(col(Dispute.id).desc())
        .offset(_nth(page) * DISPUTES)
        .limit(DISPUTES + 1)
    ).all()
    holder = session.exec(
        select(AccountLink.customer_id)
        .where(col(AccountLink.account_id) == account.id)
        .order_by(col(AccountLink.id))
        .limit(1)
    ).first()
    rows = tuple(row_of(session, one, account) for one in found[:DISPUTES])
    return AccountDisputes(rows, holder or 0, len(found) > DISPUTES)


def _line(session: Session, agent: AgentSubject, number: object) -> Account:
    account = any_account(session, agent, number)
    if account.kind not in CREDIT_KINDS:
        raise NotFound
    return account


def _tone(name: str) -> Tone:
    return name if name in ("ok", "warn", "bad", "info") else "mute"


def _nth(page: object) -> int:
    if not isinstance(page, int) or isinstance(page, bool) or not 0 <= page < LAST_PAGE:
        return 0
    return page
