"""Codes of a statement's detail in the current language."""

from models.credit_lines import BalanceType
from models.transactions import TransactionKind
from services.accounts.titles import of_kind
from services.language import _
from services.statements.detail import Detail, Line


def account_title(detail: Detail) -> str:
    return detail.name or of_kind(detail.kind)


def type_of_balance(kind: BalanceType) -> str:
    return {
        BalanceType.PURCHASES: _("Purchases"),
        BalanceType.CASH_ADVANCES: _("Cash advances"),
        BalanceType.BALANCE_TRANSFERS: _("Balance transfers"),
    }[kind]


def interest_on(kind: BalanceType) -> str:
    return {
        BalanceType.PURCHASES: _("Interest charge on purchases"),
        BalanceType.CASH_ADVANCES: _("Interest charge on cash advances"),
        BalanceType.BALANCE_TRANSFERS: _("Interest charge on balance transfers"),
    }[kind]


def description(line: Line) -> str:
    """A merchant's name where there is one, else what the entry is."""
    if line.fee_of is BalanceType.CASH_ADVANCES:
        return _("Cash advance fee")
    words = _entry(line.counts_as)
    if line.of:
        return _("{entry}, taken back").format(entry=words)
    return line.words or words


def _entry(kind: TransactionKind) -> str:
    return {
        TransactionKind.PAYMENT: _("Payment, thank you"),
        TransactionKind.CREDIT: _("Credit"),
        TransactionKind.PURCHASE: _("Purchase"),
        TransactionKind.ADVANCE: _("Cash advance"),
        TransactionKind.CASH_ADVANCE: _("Cash advance"),
        TransactionKind.BALANCE_TRANSFER: _("Balance transfer"),
        TransactionKind.LATE_FEE: _("Late fee"),
        TransactionKind.FEE: _("Fee"),
        TransactionKind.INTEREST: _("Interest"),
        TransactionKind.WRITE_OFF: _("Written off"),
        TransactionKind.OPENING: _("Opening balance"),
        TransactionKind.REVERSAL: _("Reversal"),
    }[kind]
