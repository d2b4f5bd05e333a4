"""Forgot your password: an email, answered by a mail."""

from components import ui
from components.domain.asking import forgot_forms
from components.shell import split_page
from components.ui.parts import Component
from portal_app.routes import LOGIN, SESSION_FORGOT, SIGN_UP
from services.language import _, href


def forgot() -> Component:
    return split_page(
        *forgot_forms(SESSION_FORGOT),
        ui.row(
            ui.link(_("Back to log-in"), to=href(LOGIN)),
            ui.link(_("Sign up"), to=href(SIGN_UP)),
            between=True,
        ),
    )
