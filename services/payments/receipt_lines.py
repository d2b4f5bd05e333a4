"""A payment's outcome as the receipt on screen says it."""

from dataclasses import dataclass

from models.payment_methods import MethodKind
from models.payments import PaymentState
from portal_app.routes import in_language, payment_receipt
from services.language import _, current_language, formats
from services.payment_methods.words import named
from services.payments.receipt_words import has_receipt
from services.payments.receipts import Receipt
from services.payments.words import decline


@dataclass(frozen=True, slots=True)
class ReceiptLines:
    """`tone`: ok, warn (being checked) or bad. `parts` and `balance` are "" of what is not, or no
    longer, on the account; `download` is the PDF's address, "" where there is none."""

    tone: str = ""
    heading: str = ""
    amount: str = ""
    words: str = ""
    confirmation: str = ""
    paid_from: str = ""
    parts: str = ""
    balance: str = ""
    download: str = ""


def receipt_lines(paid: Receipt, account: str) -> ReceiptLines:
    """`account` is the account's title, such as "Personal loan"."""
    tone, heading, words = _outcome(paid, f"{account} {formats.masked(paid.account_number)}")
    posted = tone == "ok" and paid.balance_after is not None
    parts = (paid.principal, paid.interest, paid.fees)
    return ReceiptLines(
        tone=tone,
        heading=heading,
        amount=formats.money(paid.amount),
        words=words,
        confirmation=paid.confirmation,
        paid_from=named(paid.method_kind, paid.method_brand, paid.method_last_four),
        parts=" · ".join(formats.money(cents) for cents in parts) if posted else "",
        balance=formats.money(paid.balance_after or 0) if posted else "",
        download=_pdf(paid),
    )


def _pdf(paid: Receipt) -> str:
    if not has_receipt(paid.state):
        return ""
    return in_language(payment_receipt(paid.confirmation), current_language())


def _outcome(paid: Receipt, account: str) -> tuple[str, str, str]:
    if paid.being_checked:
        return (
            "warn",
            _("Payment being checked"),
            _(
                "We do not know yet whether it went through. Please do not pay again:"
                " your account will show it within minutes."
            ),
        )
    if paid.state in (PaymentState.APPROVED, PaymentState.SETTLED):
        if paid.method_kind is MethodKind.BANK_ACCOUNT:
            words = _("To {account}. Your bank takes one to three business days.")
            return "ok", _("Payment submitted"), words.format(account=account)
        words = _("Applied to {account} today").format(account=account)
        return "ok", _("Payment received"), words
    if paid.state is PaymentState.RETURNED:
        words = _("Your bank sent it back ({code}). The amount is owed on {account} again.")
        words = words.format(code=paid.reason or "–", account=account)
        return "bad", _("Payment returned"), words
    if paid.state is PaymentState.REFUNDED:
        words = _(
            "The money goes back to where it came from. The amount is owed on {account} again."
        )
        return "warn", _("Payment refunded"), words.format(account=account)
    return "bad", _("Payment declined"), decline(paid.reason)
