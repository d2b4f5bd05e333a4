"""A quiet bar: the server cannot be reached, or was asked too fast; it goes away by itself."""

import reflex as rx
from reflex_components_core.core.banner import has_too_many_connection_errors

from components.ui.icon import icon
from components.ui.parts import Component
from services.language import _
from state.mark import SessionMark


def connection_bar() -> Component:
    """Shown from the second failed attempt on, so that a blip stays unseen.

    Reflex reconnects, keeps what was typed, and sends clicks made meanwhile once it is back.
    """
    return rx.el.div(
        rx.cond(
            has_too_many_connection_errors,
            rx.el.p(
                icon("offline"),
                rx.el.span(_("Connection lost. Trying again; what you typed is kept.")),
                class_name="offline",
            ),
            rx.cond(
                SessionMark.slowed,
                rx.el.p(
                    icon("offline"),
                    rx.el.span(_("That was too fast: some clicks were not taken. Wait a moment.")),
                    class_name="offline",
                ),
                rx.fragment(),
            ),
        ),
        role="status",
    )
