"""What the lender's texts say until it publishes its own."""

from services.language import _
from services.lender_settings.texts import TextKind


def default_body(kind: TextKind) -> str:
    """In the current language, with the marks of `texts`."""
    texts = {TextKind.TERMS: _terms, TextKind.PRIVACY: _privacy, TextKind.PAYOFF: _payoff}
    return "\n\n".join(texts[kind]())


def _privacy() -> tuple[str, ...]:
    """What is kept, where, and who sees it."""
    return (
        _(
            "This portal shows what your lender has on record about your accounts and"
            " takes your payments. It uses your information for that and for nothing else."
        ),
        _heading(_("What we keep")),
        _(
            "Your name and contact details, your accounts and their history, your payments,"
            " and a log of who saw or changed them."
        ),
        _(
            "Card numbers, bank account numbers and Social Security numbers are kept apart,"
            " encrypted, by a separate service. The portal itself never sees them: it knows"
            " the last four digits."
        ),
        _heading(_("Cookies")),
        _(
            "One cookie keeps you logged in until you log out or stay away for an hour."
            " Others know your browser again, so that you are told of a log-in from another one."
            " There are no advertising and no tracking cookies."
        ),
        _heading(_("Who sees it")),
        _(
            "You, your lender's agents as far as their work needs it, and the payment"
            " networks that carry out a payment. It is not sold."
        ),
    )


def _terms() -> tuple[str, ...]:
    """What paying through the portal means."""
    return (
        _(
            "These terms cover the use of this portal. Your loan, lease or credit agreement"
            " says what you owe; where the two differ, the agreement counts."
        ),
        _heading(_("Payments")),
        _(
            "When you press Pay, you authorize your lender to take that amount, once, from"
            " the card or bank account that you chose. Card payments are approved at once."
            " Bank payments take business days and can be returned by your bank; a returned"
            " payment is taken back off your account."
        ),
        _(
            "If a payment's outcome is not known yet, the portal says so. Please do not pay"
            " again until it is."
        ),
        _heading(_("Your login")),
        _(
            "Keep your password to yourself. If you think that someone else knows it,"
            " change it and call us."
        ),
    )


def _payoff() -> tuple[str, ...]:
    """Without an address, which only the lender knows."""
    return (
        _(
            "By mail or from your bank: call us for the address or the bank details. Name your"
            " account number. The money has to reach us by the day that the quote is good through."
        ),
    )


def _heading(words: str) -> str:
    return f"## {words}"
