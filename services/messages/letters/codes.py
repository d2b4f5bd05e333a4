"""Six-digit codes, by email and by SMS.

A texted code ends with the line that binds it to the portal's host: phones fill it in there and
nowhere else (WICG, "Origin-bound one-time codes delivered via SMS").
"""

from datetime import timedelta

from services.language import _
from services.messages.letter import Letter, Text, draft
from services.messages.letterhead import Letterhead
from services.messages.letters.phrases import minutes


@draft
def log_in(head: Letterhead, code: str, lasts: timedelta) -> Letter:
    """The second step of a log-in, or a fresh proof in the profile."""
    return Letter(
        subject=_("Your {lender} code").format(lender=head.lender.name),
        paragraphs=(_("Enter this code to confirm that it is you:"),),
        code=code,
        note=_(
            "It works once, for {minutes}. We never ask for it by phone or by mail: whoever does is"
            " not us. If you did not ask for a code, someone may know your password: change it."
        ).format(minutes=minutes(lasts)),
        secret=True,
        lasts=lasts,
    )


@draft
def log_in_text(head: Letterhead, code: str, lasts: timedelta) -> Text:
    """The same as an SMS."""
    return _bound(head, code, lasts)


@draft
def confirm_phone_text(head: Letterhead, code: str, lasts: timedelta) -> Text:
    """To a phone number that was just given."""
    return _bound(head, code, lasts)


def _bound(head: Letterhead, code: str, lasts: timedelta) -> Text:
    words = _(
        "Your {lender} code is {code}. It works for {minutes}. Never share it:"
        " we do not ask for it."
    )
    return Text(
        words.format(lender=head.lender.name, code=code, minutes=minutes(lasts)),
        last_line=f"@{head.host} #{code}",
        secret=True,
        lasts=lasts,
    )
