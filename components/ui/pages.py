"""From one page of a list to the next."""

from typing import Any

import reflex as rx

from components.ui.button import button
from components.ui.layout import row
from components.ui.parts import Component, Handler


def pages(has_previous: Any, has_next: Any, on_previous: Handler, on_next: Handler) -> Component:
    """*Previous* and *Next*; nothing where there is only one page. The first two are vars."""
    buttons = row(
        button("Previous", on_click=on_previous, disabled=~has_previous),
        button("Next", on_click=on_next, disabled=~has_next),
    )
    return rx.cond(has_previous | has_next, buttons, rx.fragment())
