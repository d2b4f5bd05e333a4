"""Expected failures in words: what happened, what was not done, what to do next.

One function per error; a domain adds its own here, so that nothing else knows texts. An error
without words is a fault, and gets the general sentence.
"""

from datetime import UTC, datetime, timedelta
from functools import singledispatch
from math import ceil

from models.accounts import Lifecycle
from services.disputes.errors import (
    DisputedAlready,
    DisputeIsOver,
    MoreThanDisputed,
    NotDisputable,
    StillPending,
    TooLateToDispute,
)
from services.documents.errors import TooMuchKept, TooMuchToday, UnfitFile, UploadsBusy
from services.documents.words import too_much_kept, too_much_today, unfit_words
from services.errors import (
    Busy,
    InvalidInput,
    NotAllowed,
    NotFound,
    NotLoggedIn,
    PortalError,
    TooManyAttempts,
)
from services.faults import Fault
from services.language import formats
from services.language.catalog import gettext as _
from services.language.catalog import ngettext
from services.money import AmountProblem, InvalidAmount, InvalidRate
from services.passkeys.errors import PasskeyRefused, PasskeysNotOffered, TooManyPasskeys
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
from services.payments.errors import (
    AccountNotPayable,
    OutcomeNotShown,
    PaymentMethodGone,
    StillProcessing,
)
from services.payoff_quotes.errors import NothingToPayOff, QuoteDayRefused
from services.profile.errors import ProofNeeded
from services.servicing.errors import MoreThanPayoff, NotPositive
from services.what_if.errors import DayOutOfRange, NotADay, NothingToPlan
from services.year_end.errors import NoSuchYear


@singledispatch
def words(error: Exception) -> str:
    """The error as a sentence or two in the current language."""
    return _(
        "Something went wrong on our side. If you were paying, look at your account"
        " before you try again."
    )


@words.register
def _fault(error: Fault) -> str:
    reference = _("Reference: {reference}").format(reference=error.reference)
    return f"{words.dispatch(Exception)(error)} {reference}"


@words.register
def _not_found(error: NotFound) -> str:
    return _("This does not exist, or is not yours to see.")


@words.register
def _not_logged_in(error: NotLoggedIn) -> str:
    return _("Your session has ended. Please log in again.")


@words.register
def _proof_needed(error: ProofNeeded) -> str:
    return _("Show that it is you first. Nothing was changed.")


@words.register
def _not_allowed(error: NotAllowed) -> str:
    return _("Your role does not allow this. Nothing was changed.")


@words.register
def _invalid_input(error: InvalidInput) -> str:
    return _("This cannot be used as it is. Please check it.")


@words.register
def _too_many_attempts(error: TooManyAttempts) -> str:
    minutes = max(1, ceil((error.until - datetime.now(UTC)) / timedelta(minutes=1)))
    return ngettext(
        "Too many attempts. Please wait {minutes} minute and try again.",
        "Too many attempts. Please wait {minutes} minutes and try again.",
        minutes,
    ).format(minutes=formats.number(minutes))


@words.register
def _busy(error: Busy) -> str:
    return _("We are very busy right now. Nothing was changed. Please try again in a moment.")


@words.register
def _invalid_amount(error: InvalidAmount) -> str:
    match error.problem:
        case AmountProblem.EMPTY:
            return _("Enter an amount.")
        case AmountProblem.NEGATIVE:
            return _("Enter an amount above $0.00.")
        case AmountProblem.TOO_PRECISE:
            return _("Enter dollars and cents, like 424.27.")
        case AmountProblem.TOO_LARGE:
            return _("That amount is too large.")
        case AmountProblem.NOT_AN_AMOUNT:
            return _("Enter an amount in dollars, like 424.27.")


@words.register
def _invalid_rate(error: InvalidRate) -> str:
    return _("Enter a rate in percent a year, like 9.69.")


@words.register
def _not_positive(error: NotPositive) -> str:
    return _("Enter an amount above $0.00.")


@words.register
def _more_than_payoff(error: MoreThanPayoff) -> str:
    return _("That is more than the payoff of {payoff}. You were not charged.").format(
        payoff=formats.money(error.payoff)
    )


@words.register
def _passkey_refused(error: PasskeyRefused) -> str:
    return _("That passkey did not work. Nothing was changed. Please try again.")


@words.register
def _passkeys_not_offered(error: PasskeysNotOffered) -> str:
    return _("Passkeys are not in use here.")


@words.register
def _too_many_passkeys(error: TooManyPasskeys) -> str:
    return _("You have {most} passkeys, the most there can be. Remove one first.").format(
        most=formats.number(error.most)
    )


@words.register
def _unfit_file(error: UnfitFile) -> str:
    return unfit_words(error.reason)


@words.register
def _too_much_today(error: TooMuchToday) -> str:
    return too_much_today(error)


@words.register
def _too_much_kept(error: TooMuchKept) -> str:
    return too_much_kept(error)


@words.register
def _uploads_busy(error: UploadsBusy) -> str:
    return _("Several files are on their way already. Wait for one of them, then try again.")


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


@words.register
def _account_not_payable(error: AccountNotPayable) -> str:
    if error.lifecycle is Lifecycle.PAID_IN_FULL:
        return _("This account is paid in full. You were not charged.")
    return _("This account takes no payments online. You were not charged. Please contact us.")


@words.register
def _nothing_to_pay_off(error: NothingToPayOff) -> str:
    return _("There is nothing to pay off on this account. If you think otherwise, please call us.")


@words.register
def _quote_day_refused(error: QuoteDayRefused) -> str:
    return _("Choose a date from {first} to {last}.").format(
        first=formats.day(error.first), last=formats.day(error.last)
    )


@words.register
def _no_such_year(error: NoSuchYear) -> str:
    return _("Choose a year from {first} to {last}.").format(first=error.first, last=error.last)


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


@words.register
def _not_disputable(error: NotDisputable) -> str:
    return _("This entry is no charge that can be disputed. Call us if it looks wrong.")


@words.register
def _too_late_to_dispute(error: TooLateToDispute) -> str:
    return _(
        "The time to dispute this ended on {day}, 60 days after the statement that shows it."
        " Call us at {phone}: we may still be able to help."
    ).format(day=formats.day(error.until), phone=error.phone)


@words.register
def _disputed_already(error: DisputedAlready) -> str:
    return _("This is disputed already: case {case}.").format(case=error.case_number)


@words.register
def _dispute_is_over(error: DisputeIsOver) -> str:
    return _("This dispute has ended. Nothing was changed.")


@words.register
def _still_pending(error: StillPending) -> str:
    return _("The transaction is still pending: nothing can be credited yet.")


@words.register
def _more_than_disputed(error: MoreThanDisputed) -> str:
    return _("At most the disputed {amount} can be credited.").format(
        amount=formats.money(error.amount)
    )


def has_words(error: type[PortalError]) -> bool:
    """Whether `words` knows this error, and not only the general sentence."""
    return words.dispatch(error) is not words.dispatch(Exception)


@words.register
def _not_a_day(error: NotADay) -> str:
    return _("Please choose a day.")


@words.register
def _day_out_of_range(error: DayOutOfRange) -> str:
    return _("Please choose a day from {first} to {last}.").format(
        first=formats.day(error.first), last=formats.day(error.last)
    )


@words.register
def _nothing_to_plan(error: NothingToPlan) -> str:
    return _("There is nothing to plan here: nothing more is owed.")
