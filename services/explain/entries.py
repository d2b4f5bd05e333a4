"""Entries of the ledger that an explanation names."""

from sqlmodel import Session, col, select

from models.transactions import Transaction, TransactionKind
from services.language import _, formats


def newest(session: Session, account_id: int, count: int) -> list[Transaction]:
    """The last `count` entries, oldest first."""
    found = session.exec(
        select(Transaction)
        .where(Transaction.account_id == account_id)
        .order_by(col(Transaction.sequence).desc())
        .limit(count)
    ).all()
    return list(reversed(found))


def named(entry: Transaction) -> str:
    """Kind and day: "Payment on Nov 15, 2026"."""
    brings = entry.amount or entry.after_advanced
    words = {
        TransactionKind.OPENING: _("Taken over on {day}") if brings else _("Opened on {day}"),
        TransactionKind.ADVANCE: _("Advance on {day}"),
        TransactionKind.PURCHASE: _("Purchase on {day}"),
        TransactionKind.CASH_ADVANCE: _("Cash advance on {day}"),
        TransactionKind.BALANCE_TRANSFER: _("Balance transfer on {day}"),
        TransactionKind.INTEREST: _("Interest charged on {day}"),
        TransactionKind.CREDIT: _("Credit on {day}"),
        TransactionKind.PAYMENT: _("Payment on {day}"),
        TransactionKind.LATE_FEE: _("Late fee on {day}"),
        TransactionKind.FEE: _("Fee on {day}"),
        TransactionKind.WRITE_OFF: _("Charged off on {day}"),
        TransactionKind.REVERSAL: _("Payment taken back on {day}"),
    }[entry.kind]
    return words.format(day=formats.day(entry.effective_on))
