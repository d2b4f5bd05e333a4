"""Payments under way, and why one was declined, in words."""

from services.language import _, formats
from services.payments import reasons


def being_checked(cents: int) -> str:
    """Of payments whose outcome is not known; "" for none."""
    if not cents:
        return ""
    return _("A payment of {amount} is being checked. Please do not pay it again.").format(
        amount=formats.money(cents)
    )


def decline(reason: str | None) -> str:
    """Why (the wallet's code), that nothing was taken, and what to do; a code may be new."""
    match reason:
        case "insufficient_funds":
            return _(
                "There was not enough money in the account. You were not charged."
                " Pay a smaller amount, or with another payment method."
            )
        case "expired_card":
            return _("The card has expired. You were not charged. Pay with another payment method.")
        case "card_declined":
            return _(
                "Your card company declined it and did not tell us why. You were not charged."
                " Call the number on your card, or pay with another payment method."
            )
        case "processing_error":
            return _(
                "The payment network had a problem. You were not charged."
                " Try again in a few minutes."
            )
        case reasons.NOT_SENT:
            return _(
                "The payment service could not be reached. You were not charged."
                " Try again in a moment."
            )
        case reasons.REFUSED:
            return _(
                "We could not send this payment to your bank or card company."
                " You were not charged. Pay with another payment method, or contact us."
            )
        case _:
            return _(
                "It was declined, and we were not told why. You were not charged."
                " Pay with another payment method, or contact us."
            )
