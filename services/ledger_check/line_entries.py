"""What the engine makes of an entry on a line of credit, and how an entry may differ from it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from models.credit_lines import BalanceType, LineEntry
from models.transactions import Transaction, TransactionKind
from services.credit_lines import postings
from services.credit_lines.allocation import apply_credit, apply_payment
from services.credit_lines.balances import NOTHING, ByType, LinePosition
from services.credit_lines.postings import TakenBack
from services.credit_lines.terms import LineTerms
from services.ledger.line_rows import interest_change, principal_change
from services.servicing.application import Excess

_DRAWN_AS = {
    TransactionKind.PURCHASE: BalanceType.PURCHASES,
    TransactionKind.CASH_ADVANCE: BalanceType.CASH_ADVANCES,
    TransactionKind.BALANCE_TRANSFER: BalanceType.BALANCE_TRANSFERS,
}
Parts = dict[str, int]
Outcome = tuple[LinePosition, Parts]


@dataclass(frozen=True)
class LineRow:
    """An entry with its row by type, and the same of the payment that it reverses."""

    entry: Transaction
    line: LineEntry | None
    origin: Transaction | None
    origin_line: LineEntry | None
    mark: int | None
    """Of a late fee: the due date as YYYYMMDD."""


def sums(
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


def outcome(row: LineRow, before: LinePosition, terms: LineTerms) -> Outcome | None:
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
    return after, parts_of(before, after)


def parts_of(before: LinePosition, after: LinePosition) -> Parts:
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


def part_problems(entry: Transaction, parts: Parts) -> Iterator[str]:
    for name, follows in parts.items():
        if getattr(entry, name) != follows:
            yield f"{name} is {getattr(entry, name)}, by the terms {follows}"


def differences(actual: LinePosition, expected: LinePosition) -> Iterator[str]:
    for field in fields(LinePosition):
        is_, follows = getattr(actual, field.name), getattr(expected, field.name)
        if is_ != follows:
            yield f"after it {field.name} is {_plain(is_)}, by the terms {_plain(follows)}"


def _plain(value: ByType | int) -> object:
    return tuple(value) if isinstance(value, ByType) else value
