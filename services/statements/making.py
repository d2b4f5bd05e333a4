"""A statement is made in the transaction that closes its cycle, and never changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.accounts import Account
from models.credit_lines import CreditLine
from models.statements import Statement
from models.transactions import Transaction
from services.credit_lines.closing import Closing
from services.credit_lines.terms import LineTerms
from services.paper.queue import queue_statement
from services.statements.announcing import announce
from services.statements.copying import detail_of
from services.statements.detail import HeldThen, as_json


@dataclass(frozen=True)
class ClosedCycle:
    """All that a statement is made of; `line` asks for it already.

    entries  of the cycle, in order, with its interest      last_sequence  of the last of them
    """

    account: Account
    line: CreditLine
    terms: LineTerms
    closing: Closing
    last_sequence: int
    entries: Sequence[Transaction]
    held: HeldThen


def make_statement(session: Session, closed: ClosedCycle) -> Statement:
    """Append the row, and tell the borrowers, by mail and on paper."""
    done, cycle = closed.closing, closed.closing.cycle
    two = _last_two(session, closed.line.account_id)
    before = two[0] if two else None
    fees, interest = _this_year(before, cycle.closed_on.year)
    detail = detail_of(
        session,
        closed.account,
        closed.line.credit_limit,
        closed.terms,
        done,
        closed.entries,
        two,
        closed.held,
    )
    statement = Statement(
        account_id=closed.line.account_id,
        number=before.number + 1 if before else 1,
        opened_on=cycle.opened_on,
        closed_on=cycle.closed_on,
        due_on=cycle.due_on,
        last_sequence=closed.last_sequence,
        previous_balance=done.previous_balance,
        payments=done.payments,
        other_credits=done.other_credits,
        purchases=done.purchases,
        balance_transfers=done.balance_transfers,
        cash_advances=done.cash_advances,
        fees=done.fees,
        interest=done.interest.total,
        new_balance=done.new_balance,
        credit_limit=closed.line.credit_limit,
        past_due=done.asked.past_due,
        minimum_due=done.asked.minimum,
        fees_this_year=fees + done.fees,
        interest_this_year=interest + done.interest.total,
        detail=as_json(detail),
    )
    session.add(statement)
    session.flush()
    announce(session, closed.account, statement)
    queue_statement(session, closed.account, statement)
    return statement


def _last_two(session: Session, account_id: int) -> Sequence[Statement]:
    """The newest first."""
    return session.exec(
        select(Statement)
        .where(col(Statement.account_id) == account_id)
        .order_by(col(Statement.number).desc())
        .limit(2)
    ).all()


def _this_year(before: Statement | None, year: int) -> tuple[int, int]:
    """Fees and interest of the year's earlier statements, by closing date (12 CFR
    1026.7(b)(6)(iii)); cents."""
    if before is None or before.closed_on.year != year:
        return 0, 0
    return before.fees_this_year, before.interest_this_year
