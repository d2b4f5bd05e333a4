"""What the profile says after a post: by a short name in its address, from here only."""

from collections.abc import Callable

from services.errors import Busy, InvalidInput, PortalError, TooManyAttempts
from services.language import _
from services.logins.password_rules import WeakPassword
from services.passkeys.errors import PasskeyRefused, PasskeysNotOffered
from services.profile.errors import WrongPassword
from services.second_steps.errors import SecondStepDisabled, TooSoon, WrongCode

Say = Callable[[], str]

_NAMES: dict[type[PortalError], str] = {
    WrongPassword: "wrong-password",
    WrongCode: "wrong-code",
    PasskeyRefused: "passkey",
    PasskeysNotOffered: "passkey",
    SecondStepDisabled: "disabled",
    TooSoon: "too-soon",
    TooManyAttempts: "locked",
    Busy: "busy",
}

_PROBLEMS: dict[str, Say] = {
    "wrong-password": lambda: _("That password does not match."),
    "wrong-code": lambda: _("That code does not match: it may be mistyped, used or too old."),
    "passkey": lambda: _("That passkey did not work. Try again, or in another way."),
    "disabled": lambda: _("There were too many wrong codes. Please call us."),
    "too-soon": lambda: _("A code was sent just now. Wait half a minute before you ask again."),
    "locked": lambda: _("Too many attempts. Wait a few minutes; nothing was changed."),
    "busy": lambda: _("We are very busy right now. Nothing was changed. Please try again."),
    "email": lambda: _("Enter a whole email address, such as name@example.com."),
    "same": lambda: _("That is your email already."),
    "phone": lambda: _("Enter it with its area code, such as (202) 555-0143."),
    "required": lambda: _("Your lender asks for this second step: it stays on."),
    "short-8": lambda: _("That is too short. Use 8 characters or more."),
    "short-15": lambda: _("That is too short. Use 15 characters or more: a few words."),
    "long": lambda: _("That is too long. Use 256 characters or fewer."),
    "common": lambda: _("That password is in lists of leaked ones. Choose another."),
    "about-you": lambda: _("That password is made of your name, your email or ours. Add words."),
    "easy": lambda: _("That password is easy to guess. Add a word or two."),
    "other": lambda: _("This cannot be used as it is. Nothing was changed."),
}

_DONE: dict[str, Say] = {
    "email-sent": lambda: _(
        "We sent a link to your new email. Your email changes when you open it, within 30 minutes."
    ),
    "email": lambda: _("Your email is changed. From now on you log in with it."),
    "password": lambda: _("Your password is changed. Other sessions were ended."),
    "phone": lambda: _("Your phone number is changed."),
    "authenticator-off": lambda: _("Your authenticator app is turned off."),
    "logged-out": lambda: _("Logged out there."),
    "device-forgotten": lambda: _("It will be asked for the second step again."),
    "saved": lambda: _("Your choice is saved."),
}


def problem_of(error: PortalError) -> str:
    """A name that `problem_in_words` knows."""
    if isinstance(error, WeakPassword):
        return error.notice
    if isinstance(error, InvalidInput):
        field = error.problem if error.problem in ("same", "required") else error.field
        return field if field in _PROBLEMS else "other"
    return _NAMES.get(type(error), "other")


def problem_in_words(name: str) -> str:
    """ "" for none; what is unknown gets the general sentence."""
    return _PROBLEMS.get(name, _PROBLEMS["other"])() if name else ""


def done_in_words(name: str) -> str:
    """ "" for what is unknown."""
    return _DONE[name]() if name in _DONE else ""
