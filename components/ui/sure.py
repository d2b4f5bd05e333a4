"""*Are you sure?*: before what cannot be undone."""

from typing import Any

import reflex as rx

from components.ui.button import button
from components.ui.dialog import actions, dialog, dialog_end
from components.ui.layout import stack, text
from components.ui.notice import notice
from components.ui.parts import Component, Flag, Handler, Text
from services.language import _


def sure_dialog(
    title: Text,
    words: Text,
    verb: Text,
    *,
    id: str,
    open: Flag,
    problem: Any,
    on_do: Handler,
    on_close: Handler,
    subtitle: Text | None = None,
) -> Component:
    """`title` asks, `words` say what is lost; *Keep it*, or `verb`. `problem`: why it failed."""
    return dialog(
        title,
        stack(
            rx.cond(problem == "", rx.fragment(), notice("bad", problem, urgent=True)),
            text(words),
            dialog_end(
                actions(
                    button(_("Keep it"), on_click=on_close),
                    button(verb, look="danger", on_click=on_do),
                )
            ),
        ),
        id=id,
        subtitle=subtitle,
        open=open,
        on_close=on_close,
    )
