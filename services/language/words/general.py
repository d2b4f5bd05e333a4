"""Failures that any screen may meet."""

from datetime import UTC, datetime, timedelta
from math import ceil

from services.errors import Busy, InvalidInput, NotAllowed, NotFound, NotLoggedIn, TooManyAttempts
from services.faults import Fault
from services.language import formats
from services.language.catalog import gettext as _
from services.language.catalog import ngettext
from services.language.words.saying import words


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
