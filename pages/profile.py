"""The profile: who may come in as this borrower, and how they read."""

import reflex as rx

from components import ui
from components.domain.passkeys import passkeys_section
from components.domain.profile import (
    browsers_section,
    devices_section,
    log_in_section,
    preferences_section,
    second_step_section,
)
from components.domain.profile_dialog import profile_dialog
from components.shell import private_page
from components.ui.parts import Component
from services.language import _
from state.browsers import BrowsersState
from state.change import ChangeState
from state.passkeys import PasskeysState
from state.profile import ProfileState

ON_LOAD = [ProfileState.load, BrowsersState.load, PasskeysState.load, ChangeState.load]


def profile() -> Component:
    return private_page(
        ui.stack(
            ui.page_header(
                _("Profile"), subtitle=_("How you log in, and where you are logged in.")
            ),
            rx.cond(
                ChangeState.done == "",
                rx.fragment(),
                ui.notice("ok", ChangeState.done),
            ),
            rx.match(
                ProfileState.status,
                ("ready", _sections()),
                ("failed", _failed()),
                ui.loading(ui.skeleton_cards(3)),
            ),
        ),
        profile_dialog(ChangeState, ProfileState.view.phone),
        current="profile",
    )


def _sections() -> Component:
    view = ProfileState.view
    return ui.stack(
        log_in_section(view, ChangeState.open),
        second_step_section(view, ChangeState.open),
        passkeys_section(PasskeysState),
        browsers_section(BrowsersState.view),
        devices_section(BrowsersState.view),
        preferences_section(view),
        gap=5,
    )


def _failed() -> Component:
    return ui.card(
        ui.failed_state(
            _("Your profile could not be read"),
            _("Please try again in a moment. Nothing was changed."),
            on_retry=ProfileState.load,
        )
    )
