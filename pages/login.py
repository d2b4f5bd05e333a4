"""Log-in: a native form that works before any JavaScript."""

from components import ui
from components.domain.log_in import log_in_form, log_in_notices
from components.domain.old_address import old_address
from components.domain.passkey_log_in import passkey_log_in, passkey_notice
from components.shell import split_page
from components.ui.parts import Component
from portal_app.routes import FORGOT, SIGN_UP
from services.language import _, href


def login() -> Component:
    return split_page(
        ui.stack(
            ui.heading(_("Log in"), level=1),
            ui.text(_("New here?"), " ", ui.link(_("Sign up"), to=href(SIGN_UP)), tone="muted"),
            gap=1,
        ),
        *log_in_notices(),
        passkey_notice(),
        log_in_form(ui.row(ui.link(_("Forgot your password?"), to=href(FORGOT)), end=True)),
        passkey_log_in(),
        old_address(href(SIGN_UP)),
    )
