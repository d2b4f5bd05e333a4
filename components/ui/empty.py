"""A list with nothing in it, or one that could not be read."""

import reflex as rx

from components.ui.badge import tile
from components.ui.button import button
from components.ui.parts import Child, Component, Handler, Text
from services.language import _


def empty_state(
    title: Text, words: Text, *, icon: str = "file", action: Child | None = None
) -> Component:
    """What will appear here, and the first step towards it."""
    return rx.el.div(
        tile(icon, "mute", round=True),
        rx.el.h2(title),
        rx.el.p(words),
        *([action] if action is not None else []),
        class_name="empty",
    )


def failed_state(title: Text, words: Text, *, on_retry: Handler) -> Component:
    """What could not be done, what did not happen, and *Try again*."""
    return rx.el.div(
        tile("error", "bad", round=True),
        rx.el.h2(title),
        rx.el.p(words),
        button(_("Try again"), on_click=on_retry, icon="refresh"),
        role="alert",
        class_name="empty",
    )
