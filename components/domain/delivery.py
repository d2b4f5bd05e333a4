"""How statements reach the borrower: here, or on paper."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Component
from services.language import _


def delivery(state: Any) -> Component:
    """`state`: see `state/account_statements.py`."""
    view = state.delivery
    return ui.card(
        ui.stack(
            ui.heading(_("How you get your statements"), level=2),
            ui.live(ui.text(view.status)),
            rx.cond(state.problem == "", rx.fragment(), ui.notice("bad", state.problem)),
            rx.cond(
                view.electronic,
                ui.row(ui.button(_("Get them on paper again"), on_click=state.choose_paper)),
                _offer(state),
            ),
        )
    )


def _offer(state: Any) -> Component:
    return rx.cond(
        state.disclosure.length() == 0,
        ui.row(ui.button(_("Get them here instead of on paper"), on_click=state.show_disclosure)),
        ui.form(
            state.agree,
            ui.stack(
                ui.heading(_("Before you agree"), level=3),
                rx.foreach(state.disclosure, lambda words: ui.text(words)),
                ui.downloads(
                    ui.file_link(_("Get the sample PDF"), f"{state.view.address}sample.pdf")
                ),
                ui.checkbox(
                    _("I opened a PDF from here and could read it."), "could_open", required=True
                ),
                ui.row(
                    ui.button(_("Not now"), on_click=state.show_disclosure),
                    ui.button(_("I agree"), look="primary", submit=True),
                ),
            ),
        ),
    )
