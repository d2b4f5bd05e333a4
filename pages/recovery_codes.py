"""Ten recovery codes: shown once, to be saved."""

import reflex as rx

from components import ui
from components.shell import private_page
from components.ui.parts import Component
from portal_app.routes import ACCOUNTS, SESSION_CODES, SESSION_CODES_SAVED
from services.language import _, current_language, href
from state.recovery_codes import RecoveryCodesState

ON_LOAD = RecoveryCodesState.load


def recovery_codes() -> Component:
    view = RecoveryCodesState.view
    return private_page(
        ui.page_header(
            _("Save your recovery codes"),
            subtitle=_("Each works once, when your authenticator app is not at hand."),
        ),
        rx.match(
            RecoveryCodesState.status,
            ("ready", rx.cond(view.text != "", _codes(), _saved())),
            (
                "failed",
                ui.failed_state(
                    _("Your codes could not be read"),
                    _("They are still there."),
                    on_retry=RecoveryCodesState.load,
                ),
            ),
            ui.loading(ui.skeleton_rows(5)),
        ),
        current="profile",
    )


def _codes() -> Component:
    codes = RecoveryCodesState.view.codes
    return ui.card(
        ui.stack(
            ui.notice(
                "warn",
                _("Keep them where you keep your passwords. They are not shown again."),
            ),
            ui.plain_list(_("Recovery codes"), rx.foreach(codes, ui.list_code)),
            ui.row(
                ui.copy_button(RecoveryCodesState.view.text),
                ui.link(_("Download"), to=SESSION_CODES, reload=True, standalone=True),
            ),
            ui.native_form(
                SESSION_CODES_SAVED,
                rx.el.input(type="hidden", name="language", value=current_language()),
                ui.button(_("I have saved them"), look="primary", submit=True, large=True),
            ),
        )
    )


def _saved() -> Component:
    return ui.empty_state(
        _("Your codes are saved"),
        _("They were shown once. You can make ten new ones in your profile."),
        icon="success",
        action=ui.button_link(_("Accounts"), href(ACCOUNTS), look="primary"),
    )
