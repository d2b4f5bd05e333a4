"""Ten recovery codes, shown once, for both front doors."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Component
from portal_app.routes import SESSION_CODES, SESSION_CODES_SAVED, at_lms
from services.language import _, current_language


def codes_to_save(state: Any, saved: Component, *, at_lms_door: bool = False) -> Component:
    """`state` has the vars `view` and `status` and the handler `load`; `saved`: nothing to show."""
    return rx.fragment(
        rx.match(
            state.status,
            ("ready", rx.cond(state.view.text != "", _codes(state.view, at_lms_door), saved)),
            (
                "failed",
                ui.failed_state(
                    _("Your codes could not be read"),
                    _("They are still there."),
                    on_retry=state.load,
                ),
            ),
            ui.loading(ui.skeleton_rows(5)),
        ),
        rx.el.noscript(_download(at_lms_door)),
    )


def _codes(view: Any, at_lms_door: bool) -> Component:
    done = at_lms(SESSION_CODES_SAVED) if at_lms_door else SESSION_CODES_SAVED
    return ui.card(
        ui.stack(
            ui.notice(
                "warn",
                _("Keep them where you keep your passwords. They are not shown again."),
            ),
            ui.plain_list(_("Recovery codes"), rx.foreach(view.codes, ui.list_code)),
            ui.row(
                ui.copy_button(view.text),
                _download(at_lms_door),
            ),
            ui.native_form(
                done,
                rx.el.input(type="hidden", name="language", value=current_language()),
                ui.row(ui.button(_("I have saved them"), look="primary", submit=True, large=True)),
            ),
        )
    )


def _download(at_lms_door: bool) -> Component:
    file = at_lms(SESSION_CODES) if at_lms_door else SESSION_CODES
    return ui.downloads(ui.file_link(_("Download"), file))
