"""Sign up: an email that the lender knows, answered by a mail."""

from components import ui
from components.domain.asking import ask_form, ask_notices
from components.shell import split_page
from components.ui.parts import Component
from portal_app.routes import LOGIN, SESSION_SIGN_UP
from services.language import _, href


def signup() -> Component:
    return split_page(
        ui.heading(_("Sign up"), level=1),
        ui.text(
            _("Enter the email that we have from you. We send you a link to set your password."),
            tone="muted",
        ),
        *ask_notices(
            _(
                "If we know that email, a mail with what to do next is on its way. Its link works"
                " once, for 30 minutes. Look among unwanted mail too."
            )
        ),
        ask_form(SESSION_SIGN_UP),
        ui.text(
            _("You have a login already?"), " ", ui.link(_("Log in"), to=href(LOGIN)), tone="muted"
        ),
    )
