"""A line of credit, folded entry by entry: balances by type, cycles, statements, what is left.

Entries and statements are predicted by the engine from rates, rule and all that came before; of an
entry only its kind, day, amount and type of balance are taken from itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from models.credit_lines import CreditLine
from models.statements import Statement
from models.transactions import Transaction, TransactionKind
from services.credit_lines.asked import Asked, balance_left, minimum_left
from services.credit_lines.balances import LinePosition
from services.credit_lines.closing import Closing, Event, close
from services.credit_lines.cycle import DAYS_TO_PAY, ONE_DAY, Cycle
from services.credit_lines.disputed import Held
from services.credit_lines.late import late_fees_due
from services.credit_lines.terms import LineTerms
from services.errors import PortalError
from services.ledger.line_rows import (
    CycleEntry,
    asked_of,
    line_position_after,
    line_terms_of,
)
from services.ledger_check.line_entries import (
    LineRow,
    differences,
    outcome,
    part_problems,
    parts_of,
    sums,
)
from services.ledger_check.statements import detail_of, in_itself
from services.statements.detail import HeldThen

_FIGURES = (
    "previous_balance",
    "payments",
    "other_credits",
    "purchases",
    "balance_transfers",
    "cash_advances",
    "fees",
    "new_balance",
)


class LineAudit:
    """One line of credit; entries come in order, then `finish`."""

    def __init__(self, session: Session, account_id: int) -> None:
        self._line = session.get(CreditLine, account_id)
        self._terms = line_terms_of(session, self._line) if self._line else LineTerms(1)
        self._statements = session.exec(
            select(Statement)
            .where(col(Statement.account_id) == account_id)
            .order_by(col(Statement.number))
        ).all()
        self._made = 0
        self._position: LinePosition | None = None
        self._opening = LinePosition()
        self._asked = Asked()
        self._asked_sequence = 1
        self._closed_on: date | None = None
        self._through: date | None = None
        self._events: list[Event] = []
        self._boarded = False

    def problems(self, row: LineRow) -> Iterator[str]:
        if self._line is None:
            yield "a line of credit without limit and due day"
            return
        if row.line is None:
            yield "no row by type of balance"
            return
        after = line_position_after(row.entry, row.line)
        yield from sums(row.entry, row.line, after, self._position or LinePosition())
        try:
            yield from self._predicted(row, after)
        except PortalError as error:
            yield f"a {row.entry.kind.value} that cannot be: {type(error).__name__}"
        through = row.entry.after_accrued_through
        charges = row.entry.kind is TransactionKind.INTEREST
        if self._through not in (None, through) and not charges:
            yield f"interest is charged through {through}, before it through {self._through}"
        self._through = through
        yield from self._follow(row, after)

    def finish(self) -> Iterator[str]:
        """What holds of the line as it stands."""
        line = self._line
        if line is None or self._position is None:
            return
        for late in self._statements[self._made :]:
            yield f"statement {late.number} ends with an entry that is not there"
        asked = self._asked
        if not (self._boarded and not self._statements):
            known = 4 if self._boarded else None  # what it was boarded with is in no entry
            expected = (self._asked_sequence, self._closed_on, *_asks(asked)[:known])
            actual = (line.asked_sequence, line.closed_on, *_asks(asked_of(line))[:known])
            if expected != actual:
                yield f"the line says that {actual} is asked, by its statements {expected}"
        else:
            asked = asked_of(line)
        paid = sum(event.paid for event in self._events)
        credits = sum(one.amount for one in self._events if one.kind is TransactionKind.CREDIT)
        for name, is_, follows in (
            ("paid_since", line.paid_since, paid),
            ("credits_since", line.credits_since, credits),
            ("statement_balance", line.statement_balance, self._left(balance_left, paid, credits)),
            ("minimum_due", line.minimum_due, self._left(minimum_left, paid, credits)),
        ):
            if is_ != follows:
                yield f"{name} is {is_}, by the entries {follows}"

    def _left(self, rule, paid: int, credits: int) -> int:
        assert self._line is not None
        assert self._position is not None
        asked = replace(asked_of(self._line), paid=paid, credits=credits)
        return rule(asked, self._position.owed)

    def _predicted(self, row: LineRow, after: LinePosition) -> Iterator[str]:
        entry, before = row.entry, self._position
        if before is None:
            return
        if entry.kind is TransactionKind.INTEREST:
            yield from self._interest(entry, after, before)
            return
        expected = outcome(row, before, self._terms)
        if expected is None:
            yield f"a {entry.kind.value} on a line of credit"
            return
        position, parts = expected
        yield from differences(after, position)
        yield from part_problems(entry, parts)
        if row.mark is not None:
            yield from self._fee_problems(entry, before, row.mark)

    def _interest(
        self, entry: Transaction, after: LinePosition, before: LinePosition
    ) -> Iterator[str]:
        statement = self._next_statement()
        if statement is None or statement.last_sequence != entry.sequence:
            yield "interest that no statement charges"
            return
        done = self._close(statement, before)
        if done.interest.total != entry.amount:
            yield f"interest {entry.amount}, by the daily balances {done.interest.total}"
        yield from differences(after, done.position)
        yield from part_problems(entry, parts_of(before, done.position))
        if {entry.effective_on, entry.after_accrued_through} != {statement.closed_on}:
            yield "interest of another day than the cycle's last"

    def _fee_problems(self, entry: Transaction, before: LinePosition, mark: int) -> Iterator[str]:
        rule = replace(self._terms, late_fee=entry.amount, grace_days=0)
        asked = replace(self._asked, paid=sum(event.paid for event in self._events))
        if self._boarded and self._made <= 1:
            return
        for due in late_fees_due(asked, rule, before.owed, entry.effective_on):
            if int(f"{due.due_on:%Y%m%d}") == mark and entry.amount <= due.amount:
                return
        yield f"a late fee for {mark}, whose minimum was not missed"

    def _follow(self, row: LineRow, after: LinePosition) -> Iterator[str]:
        entry = row.entry
        before, self._position = self._position, after
        if before is None:
            self._opening, self._boarded = after, after.owed > 0
            self._closed_on = entry.after_accrued_through
        elif entry.kind is not TransactionKind.INTEREST and row.line is not None:
            origin = row.origin.sequence if row.origin else None
            self._events.append(CycleEntry(entry, row.line, origin).event(self._asked_sequence))
        while (due := self._next_statement()) and due.last_sequence == entry.sequence:
            charged = entry.kind is TransactionKind.INTEREST and before is not None
            yield from self._statement(due, before if charged and before else after, after)
            before = after  # a later one without entries begins with the interest charged

    def _next_statement(self) -> Statement | None:
        return self._statements[self._made] if self._made < len(self._statements) else None

    def _close(self, statement: Statement, position: LinePosition) -> Closing:
        """By the engine; what was disputed is in no entry: the statement keeps it."""
        cycle = Cycle(statement.opened_on, statement.closed_on, statement.due_on)
        asked = replace(self._asked, paid=sum(event.paid for event in self._events))
        detail = detail_of(statement)
        if detail and detail.spared is None:  # made before 12 CFR 1026.54 was reckoned
            asked = replace(asked, in_grace=False)
        then = detail.held if detail else HeldThen()
        asked = replace(asked, excused=then.excused)
        held = Held(then.disputed, then.interest)
        done = close(self._terms, cycle, asked, self._opening, self._events, position, held)
        if self._boarded and not self._made and done.interest.total != statement.interest:
            lost = replace(asked, balance=1)  # what it was boarded with is no longer known
            done = close(self._terms, cycle, lost, self._opening, self._events, position, held)
        return done

    def _statement(
        self, statement: Statement, before: LinePosition, after: LinePosition
    ) -> Iterator[str]:
        name = f"statement {statement.number}"
        done = self._close(statement, before)
        assert self._closed_on is not None
        for problem in in_itself(statement, detail_of(statement), self._made + 1):
            yield f"{name}: {problem}"
        if statement.opened_on != self._closed_on + ONE_DAY:
            yield f"{name} begins on {statement.opened_on}, the last one ended on {self._closed_on}"
        if statement.due_on - statement.closed_on != DAYS_TO_PAY:
            yield f"{name} gives {(statement.due_on - statement.closed_on).days} days to pay"
        if any(event.on > statement.closed_on for event in self._events):
            yield f"{name} has an entry of a later day"
        if statement.interest != done.interest.total:
            yield f"{name}: interest {statement.interest}, by the balances {done.interest.total}"
        for figure in _FIGURES:
            if getattr(statement, figure) != getattr(done, figure):
                is_, follows = getattr(statement, figure), getattr(done, figure)
                yield f"{name}: {figure} {is_}, by the entries {follows}"
        if self._made or not self._boarded:
            if statement.minimum_due != done.asked.minimum:
                yield f"{name}: minimum {statement.minimum_due}, by the rule {done.asked.minimum}"
            if statement.past_due != done.asked.past_due:
                yield f"{name}: past due {statement.past_due}, by the last {done.asked.past_due}"
        self._made += 1
        self._asked = replace(
            done.asked,
            balance=statement.new_balance,
            minimum=statement.minimum_due,
            past_due=statement.past_due,
        )
        self._opening, self._events = after, []
        self._asked_sequence, self._closed_on = statement.last_sequence, statement.closed_on


def _asks(asked: Asked) -> tuple[object, ...]:
    return (
        asked.balance,
        asked.minimum,
        asked.past_due,
        asked.due_on,
        asked.fees,
        asked.past_due_since,
        asked.late_on,
    )
