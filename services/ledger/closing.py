"""Closing billing cycles: interest is charged, the statement is made, a minimum is asked for."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from models.accounts import Account, Lifecycle
from models.credit_lines import CreditLine
from models.statements import Statement
from models.transactions import TransactionKind
from services.credit_lines.closing import Closing, close, paid_in_full_in_time
from services.credit_lines.cycle import Cycle
from services.credit_lines.disputed import Held, interest_of
from services.credit_lines.terms import LineTerms
from services.ledger.disputed import disputed_in, disputed_total
from services.ledger.entries import lock_account
from services.ledger.line_entries import append_line_entry, covered, remember
from services.ledger.line_rows import (
    asked_of,
    entries_since,
    line_of,
    line_position_of,
    line_terms_of,
    open_cycle,
    position_at,
)
from services.statements.detail import HeldThen, from_json
from services.statements.making import ClosedCycle, make_statement

BILLED = (Lifecycle.OPEN, Lifecycle.CLOSED)
"""12 CFR 1026.5(b)(2)(i): a statement for each cycle at whose end there is a balance, or on which
interest was charged, also of an account that is closed."""


def close_account(session: Session, account_id: int, on: date) -> int:
    """Close every cycle of the line that ended before `on`; how many."""
    lock_account(session, account_id)
    return close_due(session, line_of(session, account_id), on)


def close_due(session: Session, line: CreditLine, on: date) -> int:
    """The same for one whose account the caller has locked; nothing once it is charged off.

    A closed line has cycles as long as something is owed or posted on it.
    """
    closed = 0
    account = session.get_one(Account, line.account_id)
    if account.lifecycle not in BILLED or line.closed_on is None:
        return closed
    while (cycle := open_cycle(line)).closed_on < on:
        _close(session, account, line, cycle)
        closed += 1
    return closed


def _close(session: Session, account: Account, line: CreditLine, cycle: Cycle) -> None:
    since = line.asked_sequence
    entries = entries_since(session, line.account_id, since)
    terms = line_terms_of(session, line)
    asked = replace(asked_of(line), in_grace=_was_in_grace(session, line.account_id))
    events = [entry.event(since) for entry in entries]
    held = _held(session, line.account_id, terms, cycle, paid_in_full_in_time(asked, events))
    done = close(
        terms,
        cycle,
        asked,
        position_at(session, line.account_id, since),
        events,
        line_position_of(session, line.account_id),
        held,
    )
    last = entries[-1].transaction.sequence if entries else since
    if done.interest.total:
        last = _charge(session, line, done)
        entries = entries_since(session, line.account_id, since)
    _ask(session, line, done, last)
    make_statement(
        session,
        ClosedCycle(
            account,
            line,
            terms,
            done,
            last,
            [one.transaction for one in entries],
            HeldThen(held.disputed, held.interest, asked.excused),
        ),
    )


def _held(
    session: Session, account_id: int, terms: LineTerms, cycle: Cycle, in_grace: bool
) -> Held:
    items = disputed_in(session, account_id)
    return Held(
        disputed_total(session, account_id, items),
        interest_of([one for one, _sequence in items], terms, cycle, in_grace=in_grace),
    )


def _was_in_grace(session: Session, account_id: int) -> bool:
    """Whether the last statement's purchases bore no interest: its detail keeps it."""
    last = session.exec(
        select(col(Statement.detail))
        .where(col(Statement.account_id) == account_id)
        .order_by(col(Statement.number).desc())
        .limit(1)
    ).first()
    return last is not None and from_json(last).paid_in_full


def _charge(session: Session, line: CreditLine, done: Closing) -> int:
    """Number of the entry."""
    before = line_position_of(session, line.account_id)
    row = append_line_entry(
        session,
        line,
        TransactionKind.INTEREST,
        done.cycle.closed_on,
        done.interest.total,
        before,
        done.position,
        charged_through=done.cycle.closed_on,
        **covered(before, done.position),
    )
    return row.sequence


def _ask(session: Session, line: CreditLine, done: Closing, last: int) -> None:
    asked = done.asked
    line.closed_on = done.cycle.closed_on
    line.asked_sequence = last
    line.asked_balance = asked.balance
    line.asked_minimum = asked.minimum
    line.asked_past_due = asked.past_due
    line.asked_fees = asked.fees
    line.minimum_due_on = asked.due_on
    line.past_due_since = asked.past_due_since
    line.late_on = asked.late_on
    line.disputed, line.excused = asked.disputed, asked.excused
    line.paid_since = line.credits_since = 0
    remember(session, line, done.position)
