"""Answers to what is texted back to us: STOP, START, HELP."""

from services.language import _
from services.messages.letter import Text, draft
from services.messages.letterhead import Letterhead


@draft
def stopped(head: Letterhead) -> Text:
    """The one confirmation that may follow (47 CFR 64.1200(a)(12))."""
    words = _(
        "{lender}: these texts have ended. Codes that you ask for still come."
        " Reply START to get our texts again."
    )
    return Text(words.format(lender=head.lender.name))


@draft
def resumed(head: Letterhead) -> Text:
    words = _("{lender}: you get our texts again. Reply STOP to end them, HELP for help.")
    return Text(words.format(lender=head.lender.name))


@draft
def help_text(head: Letterhead) -> Text:
    words = _(
        "{lender}: for help call {phone}. Message and data rates may apply."
        " Reply STOP to end these texts."
    )
    return Text(words.format(lender=head.lender.name, phone=head.lender.support_phone))
