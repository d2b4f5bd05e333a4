"""Mails that lead somewhere: reset, signup, confirm an email.

`address` is a whole address of this portal with its single-use token in it.
"""

from datetime import timedelta

from services.language import _
from services.messages.letter import Letter, draft
from services.messages.letterhead import Letterhead
from services.messages.letters.phrases import minutes, not_asked_for


@draft
def reset_password(head: Letterhead, address: str, lasts: timedelta) -> Letter:
    """After *Forgot your password?*."""
    return Letter(
        subject=_("Set a new password"),
        paragraphs=(
            _("Someone asked to set a new password for your login at {lender}.").format(
                lender=head.lender.name
            ),
        ),
        action=(_("Set a new password"), address),
        note=f"{_works_once(lasts)} {not_asked_for()}",
        secret=True,
        lasts=lasts,
    )


@draft
def first_password(head: Letterhead, address: str, lasts: timedelta) -> Letter:
    """Signup of a customer who has access, and the link that an agent sends."""
    return Letter(
        subject=_("Set your password"),
        paragraphs=(
            _("{lender} has opened its portal for you: see your accounts and pay them.").format(
                lender=head.lender.name
            ),
        ),
        action=(_("Set your password"), address),
        note=f"{_works_once(lasts)} {not_asked_for()}",
        secret=True,
        lasts=lasts,
    )


@draft
def agent_invited(head: Letterhead, address: str, lasts: timedelta) -> Letter:
    """To a new agent, at the LMS's door."""
    return Letter(
        subject=_("Set your password for the LMS"),
        paragraphs=(
            _("{lender} has made you an agent in its loan management system.").format(
                lender=head.lender.name
            ),
            _("At your first log-in you set up an authenticator app: have your phone at hand."),
        ),
        action=(_("Set your password"), address),
        note=_works_once(lasts)
        + " "
        + _("Later, the log-in page sends a new one: Forgot your password?"),
        secret=True,
        lasts=lasts,
    )


@draft
def login_exists(head: Letterhead, address: str, is_username: bool = True) -> Letter:
    """Signup of somebody who has a login; `address` is where a new password is asked for.

    `is_username`: the login's own email is this one.
    """
    known = (
        _(
            "Someone tried to sign up at {lender} with this email. You already have a login:"
            " this email is your username."
        )
        if is_username
        else _(
            "Someone tried to sign up at {lender} with this email. You already have a login,"
            " with another email as its username."
        )
    )
    return Letter(
        subject=_("You already have a login"),
        paragraphs=(
            known.format(lender=head.lender.name),
            _("If you forgot your password, set a new one."),
        ),
        action=(_("Set a new password"), address),
        note=not_asked_for(),
    )


@draft
def ask_lender(head: Letterhead) -> Letter:
    """Signup of a customer whom the lender has not let in."""
    return Letter(
        subject=_("Ask us for access"),
        paragraphs=(
            _(
                "You tried to sign up at {lender}. We know you, but the portal is not open to you"
                " yet."
            ).format(lender=head.lender.name),
            _("Call us at {phone} and ask for access.").format(phone=head.lender.support_phone),
        ),
        note=not_asked_for(),
    )


@draft
def confirm_email(head: Letterhead, address: str, lasts: timedelta) -> Letter:
    """To the new address of a login."""
    return Letter(
        subject=_("Confirm your new email"),
        paragraphs=(
            _(
                "Confirm that this is your email. From then on you log in with it at {lender}, and"
                " our mails come here."
            ).format(lender=head.lender.name),
        ),
        action=(_("Confirm this email"), address),
        note=f"{_works_once(lasts)} {not_asked_for()}",
        secret=True,
        lasts=lasts,
    )


def _works_once(lasts: timedelta) -> str:
    return _("The link works once, for {minutes}.").format(minutes=minutes(lasts))
