"""Log in with a passkey: below the password, where the browser can."""

from components import ui
from components.domain.passkey_button import passkey_form
from components.ui.parts import Component
from portal_app.routes import SESSION_PASSKEY_LOG_IN, SESSION_PASSKEY_OPTIONS
from services.language import _


def passkey_log_in() -> Component:
    return passkey_form(
        SESSION_PASSKEY_LOG_IN,
        SESSION_PASSKEY_OPTIONS,
        _("Log in with a passkey"),
        failed=_("Your browser could not use a passkey here. Log in with your password."),
        autofill=True,
    )


def passkey_notice() -> Component:
    """What a refused passkey is answered with, by fragment."""
    return ui.targeted_notice(
        "passkey",
        "bad",
        _("Try again, or log in with your email and password."),
        title=_("That passkey did not work."),
    )
