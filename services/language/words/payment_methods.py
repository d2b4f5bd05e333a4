"""Payment methods, and the wallet that keeps them."""

from services.language import formats
from services.language.catalog import gettext as _
from services.language.catalog import ngettext
from services.language.words.saying import words
from services.payment_methods.errors import (
    MethodInUse,
    MethodNotUsable,
    NotAMicroEntry,
    NothingSaved,
    TooManyMethods,
    VerificationOver,
    WalletAway,
    WrongAmounts,
)
from services.payment_methods.usable import Unusable
from services.payments.errors import PaymentMethodGone


@words.register
def _payment_method_gone(error: PaymentMethodGone) -> str:
    return _("This payment method is no longer saved. Choose another. You were not charged.")


@words.register
def _method_not_usable(error: MethodNotUsable) -> str:
    match error.why:
        case Unusable.UNVERIFIED:
            return _("This bank account is not verified yet. Tell us its two deposits first.")
        case Unusable.FAILED:
            return _("This bank account could not be verified. Use another payment method.")
        case Unusable.EXPIRED:
            return _("This card has expired. Use another payment method.")


@words.register
def _too_many_methods(error: TooManyMethods) -> str:
    return _("You have {most} payment methods, the most there can be. Delete one first.").format(
        most=formats.number(error.most)
    )


@words.register
def _wallet_away(error: WalletAway) -> str:
    return _(
        "The service that keeps your card and bank numbers does not answer. Nothing was changed."
        " Please try again in a moment."
    )


@words.register
def _nothing_saved(error: NothingSaved) -> str:
    return _("No payment method was saved. Please try again.")


@words.register
def _method_in_use(error: MethodInUse) -> str:
    return _(
        "A payment with this method is being processed. Nothing was deleted. Try again once it"
        " is done."
    )


@words.register
def _not_a_micro_entry(error: NotAMicroEntry) -> str:
    return _("Enter the deposit in dollars and cents, like 0.11.")


@words.register
def _wrong_amounts(error: WrongAmounts) -> str:
    return ngettext(
        "These are not the two deposits. {tries} try is left.",
        "These are not the two deposits. {tries} tries are left.",
        error.tries_left,
    ).format(tries=error.tries_left)


@words.register
def _verification_over(error: VerificationOver) -> str:
    return _("This bank account can no longer be verified. Delete it, then add it again.")
