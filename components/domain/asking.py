"""An email, to be answered by mail: *Forgot your password?*, *Sign up*; native, for both doors."""

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.language import _, current_language


def ask_form(action: str) -> Component:
    return ui.native_form(
        action,
        rx.el.input(type="hidden", name="language", value=current_language()),
        ui.field(_("Email"), "email", kind="email", required=True),
        ui.button(_("Continue"), look="primary", submit=True, wide=True, large=True),
    )


def ask_notices(*sent: Child) -> tuple[Component, ...]:
    """What a post is answered with, by fragment; `sent` is the same whoever asks."""
    return (
        ui.targeted_notice("sent", "ok", *sent, title=_("Check your email.")),
        ui.targeted_notice(
            "locked",
            "warn",
            _("The last mail that we sent still works. Wait an hour for another, or call us."),
            title=_("Too many requests."),
        ),
        ui.targeted_notice(
            "busy",
            "warn",
            _("Nothing was changed. Please try again in a moment."),
            title=_("We are very busy right now."),
        ),
    )


def forgot_forms(action: str) -> tuple[Component, ...]:
    """Heading, notices, the email."""
    return (
        ui.heading(_("Forgot your password?"), level=1),
        ui.text(
            _("Enter the email that you log in with. We send you a link to set a new password."),
            tone="muted",
        ),
        *ask_notices(
            _(
                "If a login has that email, a link is on its way to it. It works once, for 30"
                " minutes. Look among unwanted mail too."
            )
        ),
        ui.targeted_notice(
            "dead",
            "warn",
            _("It was used, a newer one took its place, or it is older than 30 minutes."),
            " ",
            _("Nothing was changed. Ask for a new one here."),
            title=_("That link no longer works."),
        ),
        ui.targeted_notice(
            "call",
            "warn",
            _(
                "Your second step is a code by email, and whoever reads your mail would have both."
                " Call us: we make sure that it is you. Your password is unchanged."
            ),
            title=_("Please call us to set a new password."),
        ),
        ask_form(action),
    )
