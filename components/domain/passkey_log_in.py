"""Log in with a passkey: below the password, where the browser can."""

import reflex as rx
from reflex_base.components.component import field as prop

from components import ui
from components.ui.parts import Component, Var
from portal_app.routes import SESSION_PASSKEY_LOG_IN, SESSION_PASSKEY_OPTIONS
from services.language import _, current_language


class PasskeyButton(rx.Component):
    """`assets/js/passkey_log_in.js`; it submits the form that it stands in."""

    library = "$/public/js/passkey_log_in.js"
    tag = "PasskeyButton"

    options: Var[str] = prop(doc="Where a challenge is asked for.")
    between: Var[str] = prop(doc="Words between the password and this.")
    failed: Var[str] = prop(doc="Said when the browser could not.")


def passkey_log_in() -> Component:
    """Its place is kept while it is not shown; the lender who offers none has none (brand.css)."""
    return ui.native_form(
        SESSION_PASSKEY_LOG_IN,
        rx.el.input(type="hidden", name="language", value=current_language()),
        rx.el.input(type="hidden", name="credential"),
        PasskeyButton.create(
            _("Log in with a passkey"),
            options=SESSION_PASSKEY_OPTIONS,
            between=_("or"),
            failed=_("Your browser could not use a passkey here. Log in with your password."),
            class_name="btn secondary wide large",
        ),
        class_name="passkeys",
    )


def passkey_notice() -> Component:
    """What a refused passkey is answered with, by fragment."""
    return ui.targeted_notice(
        "passkey",
        "bad",
        _("Try again, or log in with your email and password."),
        title=_("That passkey did not work."),
    )
