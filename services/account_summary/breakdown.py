"""*See Breakdown*: every payment of an installment account, past ones as the ledger has them.

A row a posted entry that moved the borrower's money, a row an installment that was missed, a row an
installment that is projected. The columns of the past add up to the ledger's totals.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.transactions import TransactionKind
from services.account_summary.entries import Entry
from services.accounts.standing import Standing
from services.servicing.duedates import due_before, due_date
from services.servicing.level import level_payment
from services.servicing.projection import project
from services.servicing.terms import Terms


class RowStatus(StrEnum):
    BEFORE = "before"
    """A boarded account's history elsewhere, in one row."""
    PAID = "paid"
    EARLY = "early"
    LATE = "late"
    PARTIAL = "partial"
    EXTRA = "extra"
    """Counts toward no installment: to principal only."""
    RETURNED = "returned"
    """A payment that was reversed afterwards."""
    REVERSAL = "reversal"
    MISSED = "missed"
    WRITTEN_OFF = "written_off"
    PAST_DUE = "past_due"
    """Projected: due before today and not paid."""
    PROJECTED = "projected"


PROJECTED = (RowStatus.PAST_DUE, RowStatus.PROJECTED)


@dataclass(frozen=True)
class BreakdownRow:
    """Cents. `first` to `last`: the installments that it pays, 0 for none.

    `on`: when it was posted, or is projected to be; `due`: when the first of its installments was.
    """

    status: RowStatus
    on: date
    due: date | None
    payment: int
    principal: int
    interest: int
    fees: int
    balance: int
    first: int = 0
    last: int = 0
    code: str = ""


@dataclass(frozen=True)
class Totals:
    payment: int
    principal: int
    interest: int
    fees: int


def totals_of(rows: Iterable[BreakdownRow]) -> Totals:
    kept = list(rows)
    return Totals(
        sum(row.payment for row in kept),
        sum(row.principal for row in kept),
        sum(row.interest for row in kept),
        sum(row.fees for row in kept),
    )


def breakdown(one: Standing, entries: Sequence[Entry]) -> list[BreakdownRow]:
    """All rows, by day. Installments are counted from the first, also those before boarding."""
    terms = one.terms
    assert terms is not None
    past = list(_posted(entries, terms))
    ahead = _ahead(one, terms)
    open_from = ahead[0].first if ahead else terms.payments + 1
    missed = list(_missed(one, terms, entries, past, open_from))
    ordered = sorted([*past, *missed], key=lambda row: row.on)
    return [_counted(row, one.paid_before) for row in [*ordered, *ahead]]


def _counted(row: BreakdownRow, before: int) -> BreakdownRow:
    if row.status is RowStatus.BEFORE:
        return replace(row, first=1 if before else 0, last=before)
    return replace(row, first=row.first + before, last=row.last + before) if row.first else row


def _posted(entries: Sequence[Entry], terms: Terms) -> Iterator[BreakdownRow]:
    reversed_ = {entry.reverses for entry in entries if entry.reverses is not None}
    credit = 0
    for entry in entries:
        before, credit = credit, entry.credit
        match entry.kind:
            case TransactionKind.OPENING:
                yield _row(entry, RowStatus.BEFORE)
            case TransactionKind.PAYMENT:
                yield _payment(entry, terms, before, entry.id in reversed_)
            case TransactionKind.REVERSAL:
                yield _row(entry, RowStatus.REVERSAL)
            case TransactionKind.WRITE_OFF:
                yield replace(_row(entry, RowStatus.WRITTEN_OFF), payment=0)
            case _:
                pass


def _row(entry: Entry, status: RowStatus) -> BreakdownRow:
    return BreakdownRow(
        status,
        entry.on,
        None,
        entry.amount,
        entry.principal,
        entry.interest,
        entry.fees,
        entry.balance,
        code=entry.code or "",
    )


def _payment(entry: Entry, terms: Terms, before: int, is_returned: bool) -> BreakdownRow:
    """Which installments its credit reached, and whether in time."""
    level = level_payment(terms)
    row = _row(entry, RowStatus.EXTRA)
    if entry.balance == 0:
        first, last = min(before // level + 1, terms.payments), terms.payments
    elif entry.credit > before:
        first = min(before // level + 1, terms.payments)
        last = min((entry.credit - 1) // level + 1, terms.payments)
    else:
        return replace(row, status=RowStatus.RETURNED) if is_returned else row
    due = due_date(terms, first)
    is_whole = entry.credit >= first * level or entry.balance == 0
    status = _timing(entry.on, due) if is_whole else RowStatus.PARTIAL
    return replace(
        row,
        status=RowStatus.RETURNED if is_returned else status,
        due=due,
        first=first,
        last=max(first, last) if is_whole else first,
    )


def _timing(on: date, due: date) -> RowStatus:
    if on == due:
        return RowStatus.PAID
    return RowStatus.EARLY if on < due else RowStatus.LATE


def _missed(
    one: Standing,
    terms: Terms,
    entries: Sequence[Entry],
    past: Sequence[BreakdownRow],
    open_from: int,
) -> Iterator[BreakdownRow]:
    """Installments that had brought nothing when the next fell due, though they may have later.

    Those that are still open on an open account are projected instead, as past due.
    """
    moved = [entry for entry in entries if entry.kind is not TransactionKind.WRITE_OFF]
    if not moved:
        return
    until = one.on if one.is_open else entries[-1].on
    began = {row.first for row in past if row.status is RowStatus.PARTIAL}
    for number in range(1, min(due_before(terms, until), open_from - 1) + 1):
        due, following = due_date(terms, number), due_date(terms, number + 1)
        before = [entry for entry in moved if entry.on < following]
        if due < moved[0].on or number in began or _is_satisfied(before[-1], terms, number):
            continue
        then = [entry for entry in moved if entry.on <= due][-1]
        yield BreakdownRow(RowStatus.MISSED, due, due, 0, 0, 0, 0, then.balance, number, number)


def _is_satisfied(entry: Entry, terms: Terms, number: int) -> bool:
    """After `entry`; only what ends the account satisfies the last one."""
    is_last = number == terms.payments
    return entry.balance == 0 or (not is_last and entry.credit >= number * level_payment(terms))


def _ahead(one: Standing, terms: Terms) -> list[BreakdownRow]:
    if not one.payable:
        return []
    return [
        BreakdownRow(
            RowStatus.PAST_DUE if row.due_date < one.on else RowStatus.PROJECTED,
            max(row.due_date, one.on),
            row.due_date,
            row.payment,
            row.principal,
            row.interest,
            row.fees,
            row.balance,
            row.number,
            row.number,
        )
        for row in project(one.position, terms, one.on).rows
    ]
