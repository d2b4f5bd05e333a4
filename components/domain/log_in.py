"""The log-in form and what it is answered with, for both front doors; native."""

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from portal_app.routes import SESSION_LOG_IN, at_lms
from services.language import _, current_language


def log_in_form(*extra: Child, at_lms_door: bool = False) -> Component:
    """Email, password and *Log in*; `extra` stands above the button."""
    return ui.native_form(
        at_lms(SESSION_LOG_IN) if at_lms_door else SESSION_LOG_IN,
        rx.el.input(type="hidden", name="language", value=current_language()),
        ui.field(
            _("Email"),
            "email",
            kind="email",
            required=True,
            # a borrower's browser lists passkeys here (WebAuthn Level 3, 5.1.7)
            auto_complete="username" if at_lms_door else "username webauthn",
        ),
        ui.password_field(_("Password")),
        *extra,
        ui.button(_("Log in"), look="primary", submit=True, wide=True, large=True),
    )


def locked_notice() -> Component:
    """Too many wrong passwords or codes; the address says when it ends."""
    return ui.targeted_notice(
        "locked",
        "warn",
        ui.until(
            _("Try again at {time}, or call us. Nothing was changed."),
            _("Wait a while, then try again, or call us. Nothing was changed."),
        ),
        title=_("Too many attempts."),
    )


def log_in_notices() -> tuple[Component, ...]:
    """What the server answers with, by fragment; the log-in route redirects to one of these."""
    return (
        ui.targeted_notice(
            "wrong",
            "bad",
            _("Check them and try again."),
            title=_("That email and password do not match."),
        ),
        locked_notice(),
        ui.targeted_notice(
            "busy",
            "warn",
            _("Nothing was changed. Please try again in a moment."),
            title=_("We are very busy right now."),
        ),
        ui.targeted_notice(
            "email-changed",
            "ok",
            _("Log in with the new one."),
            title=_("Your email is changed."),
        ),
        ui.targeted_notice(
            "ended", "info", _("Log in to go on."), title=_("Your session has ended.")
        ),
    )
