"""Kinds of entries and accounts as OFX calls them (OFX 2.1.1, sections 11.4.4.1 and 11.14)."""

from models.accounts import AccountKind
from models.transactions import TransactionKind
from services.transactions.listing import Found

_STATEMENT = {
    TransactionKind.PAYMENT: "PAYMENT",
    TransactionKind.PURCHASE: "POS",
    TransactionKind.CASH_ADVANCE: "CASH",
    TransactionKind.BALANCE_TRANSFER: "XFER",
    TransactionKind.INTEREST: "INT",
    TransactionKind.LATE_FEE: "FEE",
    TransactionKind.FEE: "FEE",
}
_LOAN = {
    TransactionKind.PAYMENT: "PAYMENT",
    TransactionKind.ADVANCE: "ADVANCE",
    TransactionKind.LATE_FEE: "LATE",
    TransactionKind.FEE: "FEE",
    TransactionKind.INTEREST: "INT",
}
_LOAN_TYPES = {AccountKind.AUTO_LOAN: "AUTO", AccountKind.HOME_LOAN: "MORTGAGE"}


def statement_kind(one: Found, cents: int) -> str:
    """`TRNTYPE`; what has none of its own is a credit or a debit."""
    plain = "CREDIT" if cents >= 0 else "DEBIT"
    return _STATEMENT.get(one.entry.kind, plain) if one.entry else plain


def loan_kind(one: Found) -> str:
    """`LOANTRNTYPE`."""
    return _LOAN.get(one.entry.kind, "OTHER") if one.entry else "OTHER"


def loan_type(kind: AccountKind) -> str:
    """`LOANACCTTYPE`."""
    return _LOAN_TYPES.get(kind, "CONSUMER")
