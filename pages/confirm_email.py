"""Where the link to a new email leads: one button, as programs open links too."""

from components import ui
from components.domain.profile_dialog import form
from components.shell import split_page
from components.ui.parts import Component
from portal_app.routes import SESSION_CONFIRM_EMAIL
from services.language import _


def confirm_email() -> Component:
    return split_page(
        ui.heading(_("Confirm your new email"), level=1),
        ui.targeted_notice(
            "dead",
            "bad",
            _(
                "It was used, is older than 30 minutes, or a newer one was sent. Ask for a new one"
                " in your profile."
            ),
            title=_("This link no longer works."),
        ),
        ui.targeted_notice(
            "busy",
            "warn",
            _("Nothing was changed. Please try again in a moment."),
            title=_("We are very busy right now."),
        ),
        ui.text(_("From then on you log in with it, and our mails come there."), tone="muted"),
        form(
            SESSION_CONFIRM_EMAIL,
            ui.button(_("Confirm this email"), look="primary", submit=True, wide=True, large=True),
        ),
    )
