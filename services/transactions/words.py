"""Kinds and reasons of entries in words."""

from models.credit_lines import BalanceType
from models.swipes import Swipe
from models.transactions import ReversalReason, Transaction, TransactionKind
from services.language import _
from services.payments.reasons import CHARGED_BACK


def kind_words() -> dict[TransactionKind, str]:
    """In the current language."""
    return {
        TransactionKind.OPENING: _("Balance brought forward"),
        TransactionKind.ADVANCE: _("Money lent"),
        TransactionKind.PURCHASE: _("Purchase"),
        TransactionKind.CASH_ADVANCE: _("Cash advance"),
        TransactionKind.BALANCE_TRANSFER: _("Balance transfer"),
        TransactionKind.INTEREST: _("Interest charge"),
        TransactionKind.CREDIT: _("Credit"),
        TransactionKind.PAYMENT: _("Payment"),
        TransactionKind.LATE_FEE: _("Late fee"),
        TransactionKind.FEE: _("Fee"),
        TransactionKind.WRITE_OFF: _("Charge-off"),
        TransactionKind.REVERSAL: _("Reversal"),
    }


def kind_word(kind: TransactionKind) -> str:
    return kind_words()[kind]


def entry_word(entry: Transaction) -> str:
    """The kind's name; of a first entry that brought nothing with it, what it is."""
    if entry.kind is TransactionKind.OPENING and not (entry.amount or entry.after_advanced):
        return _("Account opened")
    return kind_word(entry.kind)


def swipe_kind(swipe: Swipe) -> TransactionKind:
    """What its entry is, or will be."""
    if swipe.balance_type is BalanceType.CASH_ADVANCES:
        return TransactionKind.CASH_ADVANCE
    return TransactionKind.PURCHASE


def kinds_called(words: str) -> list[TransactionKind]:
    """Those whose name in the current language has `words` in it."""
    wanted = words.casefold()
    names = [*kind_words().items(), (TransactionKind.OPENING, _("Account opened"))]
    return [kind for kind, name in names if wanted in name.casefold()]


def reason_words(entry: Transaction) -> str:
    """Why an entry was taken back; "" for one that takes nothing back."""
    match entry.reason:
        case None:
            return ""
        case ReversalReason.NSF:
            return _("There was not enough money in the bank account.")
        case ReversalReason.CLERICAL_ERROR:
            return _("It had been posted by mistake.")
        case ReversalReason.BANK_RETURN:
            return return_words(entry.reason_code or "")
        case ReversalReason.OTHER if entry.reason_code == CHARGED_BACK:
            return _("The card's bank took it back, because the card's owner disputed it.")
        case ReversalReason.OTHER:
            return _("Your lender took it back. Ask them for the reason.")


def return_words(code: str) -> str:
    """A bank's return code (Nacha Operating Rules, Appendix Four) as a sentence."""
    known = {
        "R01": _("There was not enough money in the bank account."),
        "R02": _("The bank account has been closed."),
        "R03": _("The bank found no account with that number and name."),
        "R04": _("The bank account's number is not valid."),
        "R08": _("The payment was stopped at the bank."),
        "R09": _("The money in the bank account was not available yet."),
        "R10": _("The account's owner told the bank that they had not authorized it."),
        "R16": _("The bank account is frozen."),
        "R29": _("The account's owner told the bank that they had not authorized it."),
    }
    plain = known.get(code, _("The bank returned it."))
    return f"{plain} ({code})" if code else plain
