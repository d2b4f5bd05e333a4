"""Ten recovery codes: shown once, to be saved."""

from components import ui
from components.domain.recovery_codes import codes_to_save
from components.shell import private_page
from components.ui.parts import Component
from portal_app.routes import ACCOUNTS
from services.language import _, href
from state.recovery_codes import RecoveryCodesState

ON_LOAD = RecoveryCodesState.load


def recovery_codes() -> Component:
    return private_page(
        ui.stack(
            ui.page_header(
                _("Save your recovery codes"),
                subtitle=_("Each works once, when your authenticator app is not at hand."),
            ),
            codes_to_save(RecoveryCodesState, _saved()),
        ),
        current="profile",
    )


def _saved() -> Component:
    return ui.empty_state(
        _("Your codes are saved"),
        _("They were shown once. You can make ten new ones in your profile."),
        icon="success",
        action=ui.button_link(_("Accounts"), href(ACCOUNTS), look="primary"),
    )
