"""What must hold between an entry and the one before it in its account."""

from collections.abc import Iterator

from models.transactions import Transaction, TransactionKind

_MOVES = {TransactionKind.PAYMENT, TransactionKind.REVERSAL, TransactionKind.CREDIT}
_COVERED = {
    TransactionKind.PURCHASE,
    TransactionKind.CASH_ADVANCE,
    TransactionKind.BALANCE_TRANSFER,
    TransactionKind.INTEREST,
    TransactionKind.FEE,
    TransactionKind.LATE_FEE,
}
"""Of a line: a credit balance may pay them at once."""
_SUMS = (
    ("to_principal", "after_paid_principal"),
    ("to_interest", "after_paid_interest"),
    ("to_fees", "after_paid_fees"),
)
_UNCHANGED_PAID = tuple(after for _, after in _SUMS)


def entry_problems(entry: Transaction, before: Transaction | None) -> Iterator[str]:
    """Short sentences, none for a sound entry."""
    expected = before.sequence + 1 if before else 1
    if entry.sequence != expected:
        yield f"sequence {entry.sequence} where {expected} is next"
    owed = entry.after_advanced - entry.after_paid_principal - entry.after_written_off
    if entry.after_principal != owed:
        yield f"balance {entry.after_principal} is not advanced less paid and written off, {owed}"
    parts = entry.to_fees + entry.to_interest + entry.to_principal + entry.to_unapplied
    if entry.kind in _MOVES | {TransactionKind.OPENING} and parts != entry.amount:
        yield f"parts {parts} do not make up the amount {entry.amount}"
    if before is None:
        if entry.kind not in {TransactionKind.OPENING, TransactionKind.ADVANCE}:
            yield f"the first entry is a {entry.kind.value}"
    else:
        yield from _step_problems(entry, before)


def _step_problems(entry: Transaction, before: Transaction) -> Iterator[str]:
    if entry.kind is TransactionKind.OPENING:
        yield "a second opening"
    if entry.after_accrued_through < before.after_accrued_through:
        yield "interest is reckoned to an earlier day than before"
    moved = entry.kind in _MOVES | _COVERED
    for to, after in _SUMS:
        change = getattr(entry, after) - getattr(before, after)
        if change != (getattr(entry, to) if moved else 0):
            yield f"{after} changed by {change}"
    yield from _kind_problems(entry, before)


def _kind_problems(entry: Transaction, before: Transaction) -> Iterator[str]:
    advanced = entry.after_advanced - before.after_advanced
    written_off = entry.after_written_off - before.after_written_off
    fees = entry.after_fees_due - before.after_fees_due
    credit = entry.after_schedule_credit - before.after_schedule_credit
    match entry.kind:
        case TransactionKind.PAYMENT:
            sound = (advanced, written_off, fees, credit) == (
                0,
                0,
                -entry.to_fees,
                entry.to_schedule,
            )
            sound = sound and _accrued(entry, before) >= 0 and entry.amount > 0
        case TransactionKind.REVERSAL:
            sound = (written_off, fees) == (0, -entry.to_fees) and advanced >= 0
            sound = sound and _accrued(entry, before) >= 0 and entry.amount < 0
        case TransactionKind.LATE_FEE | TransactionKind.FEE:
            charged = entry.amount - entry.to_fees
            sound = (advanced, written_off, fees, credit) == (0, 0, charged, 0)
        case (
            TransactionKind.ADVANCE
            | TransactionKind.PURCHASE
            | TransactionKind.CASH_ADVANCE
            | TransactionKind.BALANCE_TRANSFER
        ):
            sound = (advanced, written_off, fees, credit) == (entry.amount, 0, 0, 0)
        case TransactionKind.INTEREST:
            sound = (advanced, written_off, fees, credit) == (0, 0, 0, 0)
            sound = sound and _accrued(entry, before) == entry.amount
        case TransactionKind.CREDIT:
            sound = (advanced, written_off, fees) == (0, 0, -entry.to_fees)
        case TransactionKind.WRITE_OFF:
            sound = (advanced, written_off) == (0, entry.amount)
        case TransactionKind.OPENING:
            sound = True
    if not sound:
        yield f"the position after the {entry.kind.value} does not follow from the one before"


def _accrued(entry: Transaction, before: Transaction) -> int:
    """Interest that became due between two entries, cents; never negative."""
    return entry.after_interest_due + entry.to_interest - before.after_interest_due
