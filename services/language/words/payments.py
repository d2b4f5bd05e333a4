"""Payments that were not made, or of which nobody knows yet."""

from models.accounts import Lifecycle
from services.language import formats
from services.language.catalog import gettext as _
from services.language.words.saying import words
from services.payments.errors import AccountNotPayable, OutcomeNotShown, StillProcessing


@words.register
def _account_not_payable(error: AccountNotPayable) -> str:
    if error.lifecycle is Lifecycle.PAID_IN_FULL:
        return _("This account is paid in full. You were not charged.")
    return _("This account takes no payments online. You were not charged. Please contact us.")


@words.register
def _still_processing(error: StillProcessing) -> str:
    return _(
        "Payments of {pending} on this account are being checked. You can pay at most {left}"
        " until then. You were not charged for this one."
    ).format(pending=formats.money(error.pending), left=formats.money(error.left))


@words.register
def _outcome_not_shown(error: OutcomeNotShown) -> str:
    return _(
        "We do not know yet whether it went through. Please do not pay again:"
        " your account will show it within minutes."
    )
