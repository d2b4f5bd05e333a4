"""Sentences that several letters share."""

from datetime import timedelta

from services.language import _, formats, ngettext
from services.messages.letterhead import Letterhead


def minutes(lasts: timedelta) -> str:
    """10 minutes."""
    count = round(lasts / timedelta(minutes=1))
    return ngettext("{minutes} minute", "{minutes} minutes", count).format(
        minutes=formats.number(count)
    )


def not_you(head: Letterhead) -> str:
    return _("If this was not you, call us at {phone} right away.").format(
        phone=head.lender.support_phone
    )


def not_asked_for() -> str:
    return _("If you did not ask for this, ignore this mail: nothing changes.")
