"""From one page of a list to the next."""

import reflex as rx

from components.ui.button import button
from components.ui.layout import row
from components.ui.parts import Component, Handler, Var


def pages(
    has_previous: Var[bool], has_next: Var[bool], on_previous: Handler, on_next: Handler
) -> Component:
    """*Previous* and *Next*; nothing where there is only one page."""
    buttons = row(
        button("Previous", on_click=on_previous, disabled=~has_previous),
        button("Next", on_click=on_next, disabled=~has_next),
    )
    return rx.cond(has_previous | has_next, buttons, rx.fragment())
