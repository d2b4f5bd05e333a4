"""Told to the owner of a login after every change that matters (PRODUCT.md, 1).

`at` is an aware time; `device` a browser in words, `address` where it came from; both may be "".
"""

from datetime import datetime

from services.language import _, formats, ngettext
from services.messages.letter import Letter, draft
from services.messages.letterhead import Letterhead
from services.messages.letters.phrases import not_you


@draft
def password_changed(head: Letterhead, at: datetime) -> Letter:
    return _notice(
        head,
        at,
        _("Your password was changed"),
        _("The password of your login was changed. Other sessions were ended."),
    )


@draft
def signed_up(head: Letterhead, at: datetime) -> Letter:
    """The first password of a new login."""
    return _notice(
        head,
        at,
        _("Your login is ready"),
        _("A password was set for your new login. This email is your username."),
    )


@draft
def email_changed(head: Letterhead, at: datetime, new_email: str) -> Letter:
    """To the former address; `new_email` comes masked."""
    return _notice(
        head,
        at,
        _("Your email was changed"),
        _("The email of your login was changed. This address gets no more of our mails."),
        (_("New email"), new_email),
    )


@draft
def phone_changed(head: Letterhead, at: datetime, phone: str) -> Letter:
    """`phone` comes masked; "" when it was removed."""
    return _notice(
        head,
        at,
        _("Your phone number was changed"),
        _("The phone number of your login was changed. Codes go to the new one."),
        (_("New number"), phone),
    )


@draft
def second_step_changed(head: Letterhead, at: datetime, step: str) -> Letter:
    """`step`: the method now used, in words and in the reader's language."""
    return _notice(
        head,
        at,
        _("Your second step was changed"),
        _("The second step of your login, asked for after the password, was changed."),
        (_("Second step"), step),
    )


@draft
def second_step_disabled(head: Letterhead, at: datetime) -> Letter:
    """After 100 wrong codes in a row (NIST SP 800-63B, 5.2.2)."""
    return _notice(
        head,
        at,
        _("Your second step was switched off"),
        _(
            "Too many wrong codes were entered, one after another, by someone who knows your"
            " password. The method was switched off: it cannot be used to log in."
        ),
        action=_("Call us to switch it on again: {phone}. Then change your password.").format(
            phone=head.lender.support_phone
        ),
    )


@draft
def second_step_reset(head: Letterhead, at: datetime) -> Letter:
    """By an agent of the lender."""
    return _notice(
        head,
        at,
        _("Your second step was reset"),
        _("We reset the second step of your login. You set it up anew when you next log in."),
    )


@draft
def recovery_code_used(head: Letterhead, at: datetime, left: int) -> Letter:
    return _notice(
        head,
        at,
        _("A recovery code was used"),
        _("One of your recovery codes was used to log in."),
        (_("Codes left"), formats.number(left)),
    )


@draft
def recovery_codes_renewed(head: Letterhead, at: datetime) -> Letter:
    return _notice(
        head,
        at,
        _("You have new recovery codes"),
        _("New recovery codes were made. The former ones no longer work."),
    )


@draft
def new_device(head: Letterhead, at: datetime, device: str, address: str) -> Letter:
    """A log-in from a browser that was not seen before."""
    return _notice(
        head,
        at,
        _("New log-in to your accounts"),
        _("Someone logged in with your login from a browser that we had not seen before."),
        (_("Browser"), device),
        (_("Internet address"), address),
    )


@draft
def device_trusted(head: Letterhead, at: datetime, device: str, address: str, days: int) -> Letter:
    words = ngettext(
        "A browser was set to be trusted for {days} day: it needs no second step.",
        "A browser was set to be trusted for {days} days: it needs no second step.",
        days,
    )
    return _notice(
        head,
        at,
        _("A browser is now trusted"),
        words.format(days=formats.number(days)),
        (_("Browser"), device),
        (_("Internet address"), address),
    )


@draft
def passkey_added(head: Letterhead, at: datetime, name: str) -> Letter:
    return _notice(
        head,
        at,
        _("A passkey was added"),
        _("A passkey was added to your login: it opens your accounts without a password."),
        (_("Passkey"), name),
    )


@draft
def passkey_removed(head: Letterhead, at: datetime, name: str) -> Letter:
    return _notice(
        head,
        at,
        _("A passkey was removed"),
        _("A passkey was removed from your login: it opens nothing any more."),
        (_("Passkey"), name),
    )


@draft
def passkey_copied(head: Letterhead, at: datetime, name: str) -> Letter:
    """Its sign counter went back (WebAuthn Level 2, 6.1.1)."""
    return _notice(
        head,
        at,
        _("A passkey was refused"),
        _(
            "Someone tried to log in with a passkey of yours that looks like a copy. Nobody was"
            " let in."
        ),
        (_("Passkey"), name),
        action=_("Remove this passkey in your profile, and add a new one."),
    )


@draft
def log_in_locked(head: Letterhead, until: datetime) -> Letter:
    """After too many wrong passwords or codes."""
    return Letter(
        subject=_("Log-in is locked for a while"),
        paragraphs=(
            _(
                "There were too many wrong attempts to log in with your email. Log-in is locked"
                " until {until}."
            ).format(until=formats.moment(until, head.zone)),
            _("If it was you, wait until then. Your password is unchanged."),
        ),
        note=not_you(head),
    )


@draft
def payment_method_added(head: Letterhead, at: datetime, method: str) -> Letter:
    """`method`: as the portal shows it, such as Visa ····4242."""
    return _notice(
        head,
        at,
        _("A payment method was added"),
        _("A payment method was saved with your login."),
        (_("Payment method"), method),
    )


@draft
def payment_method_removed(head: Letterhead, at: datetime, method: str) -> Letter:
    """`method`: as the portal showed it."""
    return _notice(
        head,
        at,
        _("A payment method was removed"),
        _("A payment method was deleted: nothing more is paid with it."),
        (_("Payment method"), method),
    )


@draft
def payment_method_refused(head: Letterhead, at: datetime, method: str) -> Letter:
    """No micro-entries could be sent to it. `method`: as the portal shows it."""
    return _notice(
        head,
        at,
        _("A bank account could not be verified"),
        _("We could not send two small deposits to it, so nothing can be paid with it."),
        (_("Payment method"), method),
        action=_("Check its numbers with your bank. Then delete it, and add it again."),
    )


def _notice(
    head: Letterhead,
    at: datetime,
    subject: str,
    words: str,
    *facts: tuple[str, str],
    action: str = "",
) -> Letter:
    """`action`: what to do, when it is more than to call if it was somebody else."""
    when = (_("When"), formats.moment(at, head.zone))
    return Letter(
        subject=subject,
        paragraphs=(words, action) if action else (words,),
        facts=(when, *(fact for fact in facts if fact[1])),
        note=not_you(head),
    )
