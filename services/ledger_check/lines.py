"""A line of credit, folded entry by entry: balances by type, cycles, statements, what is left.

Entries and statements are predicted by the engine from rates, rule and all that came before; of an
entry only its kind, day, amount and type of balance are taken from itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlmodel import Session, col, select

from models.credit_lines import BalanceType, CreditLine, LineEntry
from models.statements import Statement
from models.transactions import Transaction, TransactionKind
from services.credit_lines import postings
from services.credit_lines.allocation import apply_credit, apply_payment
from services.credit_lines.asked import Asked, balance_left, minimum_left
from services.credit_lines.balances import NOTHING, ByType, LinePosition
from services.credit_lines.closing import Closing, Event, close
from services.credit_lines.cycle import DAYS_TO_PAY, ONE_DAY, Cycle
from services.credit_lines.late import late_fees_due
from services.credit_lines.postings import TakenBack
from services.credit_lines.terms import LineTerms
from services.errors import PortalError
from services.ledger.line_rows import (
    CycleEntry,
    asked_of,
    interest_change,
    line_position_after,
    line_terms_of,
    principal_change,
)
from services.servicing.application import Excess

_DRAWN_AS = {
    TransactionKind.PURCHASE: BalanceType.PURCHASES,
    TransactionKind.CASH_ADVANCE: BalanceType.CASH_ADVANCES,
    TransactionKind.BALANCE_TRANSFER: BalanceType.BALANCE_TRANSFERS,
}
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


@dataclass(frozen=True)
class LineRow:
    """An entry with its row by type, and the same of the payment that it reverses."""

    entry: Transaction
    line: LineEntry | None
    origin: Transaction | None
    origin_line: LineEntry | None
    mark: int | None
    """Of a late fee: the due date as YYYYMMDD."""


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
        yield from _sums(row.entry, row.line, after, self._position or LinePosition())
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
        expected = _outcome(row, before, self._terms)
        if expected is None:
            yield f"a {entry.kind.value} on a line of credit"
            return
        position, parts = expected
        yield from _differences(after, position)
        yield from _part_problems(entry, parts)
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
        yield from _differences(after, done.position)
        yield from _part_problems(entry, _paid(before, done.position))
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

    def _next_statement(self) -> Statement | None:
        return self._statements[self._made] if self._made < len(self._statements) else None

    def _close(self, statement: Statement, position: LinePosition) -> Closing:
        cycle = Cycle(statement.opened_on, statement.closed_on, statement.due_on)
        asked = replace(self._asked, paid=sum(event.paid for event in self._events))
        done = close(self._terms, cycle, asked, self._opening, self._events, position)
        if self._boarded and not self._made and done.interest.total != statement.interest:
            lost = replace(asked, balance=1)  # what it was boarded with is no longer known
            done = close(self._terms, cycle, lost, self._opening, self._events, position)
        return done

    def _statement(
        self, statement: Statement, before: LinePosition, after: LinePosition
    ) -> Iterator[str]:
        name = f"statement {statement.number}"
        done = self._close(statement, before)
        assert self._closed_on is not None
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


def _sums(
    entry: Transaction, line: LineEntry, after: LinePosition, before: LinePosition
) -> Iterator[str]:
    if after.principal.total != entry.after_principal:
        yield f"principal by type makes {after.principal.total}, not {entry.after_principal}"
    if after.interest.total != entry.after_interest_due:
        yield f"interest by type makes {after.interest.total}, not {entry.after_interest_due}"
    if min(*after.principal, *after.interest) < 0:
        yield "a type of balance is below zero"
    if principal_change(line) != after.principal - before.principal:
        yield "the change of principal by type is not what it came to"
    if interest_change(line) != after.interest - before.interest:
        yield "the change of interest by type is not what it came to"


Parts = dict[str, int]
Outcome = tuple[LinePosition, Parts]


def _outcome(row: LineRow, before: LinePosition, terms: LineTerms) -> Outcome | None:
    """The position and the parts that follow; None: no such entry is known on a line."""
    entry, on = row.entry, row.entry.effective_on
    match entry.kind:
        case TransactionKind.PAYMENT:
            done = apply_payment(before, terms, entry.amount, on, Excess.HOLD)
            return _moved(before, done.position)
        case TransactionKind.CREDIT:
            kind = row.line.balance_type if row.line else None
            return _moved(before, apply_credit(before, terms, entry.amount, on, kind).position)
        case TransactionKind.REVERSAL if row.origin and row.origin_line:
            return _reversal(before, row.origin, row.origin_line)
        case TransactionKind.FEE | TransactionKind.LATE_FEE:
            return _moved(before, postings.charge_fee(before, entry.amount))
        case TransactionKind.WRITE_OFF:
            return _moved(before, postings.write_off(before))
        case kind if kind in _DRAWN_AS:
            return _moved(before, postings.draw(before, entry.amount, _DRAWN_AS[kind]))
    return None


def _moved(before: LinePosition, after: LinePosition) -> Outcome:
    return after, _paid(before, after)


def _paid(before: LinePosition, after: LinePosition) -> Parts:
    """The parts of an entry: what became paid, and how the credit balance changed."""
    return {
        "to_fees": after.paid_fees - before.paid_fees,
        "to_interest": after.paid_interest - before.paid_interest,
        "to_principal": after.paid_principal - before.paid_principal,
        "to_unapplied": after.unapplied - before.unapplied,
    }


def _reversal(before: LinePosition, origin: Transaction, line: LineEntry) -> Outcome:
    interest, principal = NOTHING - interest_change(line), NOTHING - principal_change(line)
    taken = TakenBack(origin.to_fees, interest, principal, origin.to_unapplied)
    parts = {
        "to_fees": -origin.to_fees,
        "to_interest": -interest.total,
        "to_principal": -principal.total,
        "to_unapplied": -origin.to_unapplied,
    }
    return postings.reverse(before, taken), parts


def _part_problems(entry: Transaction, parts: Parts) -> Iterator[str]:
    for name, follows in parts.items():
        if getattr(entry, name) != follows:
            yield f"{name} is {getattr(entry, name)}, by the terms {follows}"


def _differences(actual: LinePosition, expected: LinePosition) -> Iterator[str]:
    for field in fields(LinePosition):
        is_, follows = getattr(actual, field.name), getattr(expected, field.name)
        if is_ != follows:
            yield f"after it {field.name} is {_plain(is_)}, by the terms {_plain(follows)}"


def _plain(value: ByType | int) -> object:
    return tuple(value) if isinstance(value, ByType) else value


__all__ = ["LineAudit", "LineRow"]
