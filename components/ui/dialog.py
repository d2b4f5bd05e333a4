"""A modal dialog; a bottom sheet below 640 px."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.event import no_args_event_spec

from components.ui.button import icon_button
from components.ui.parts import Child, Component, Flag, Handler, Text, Var, classes
from services.language import _


class ModalDialog(rx.Component):
    """`assets/js/dialog.js`."""

    library = "$/public/js/dialog.js"
    tag = "ModalDialog"

    open: Var[bool] = prop(doc="Shown.")
    locked: Var[bool] = prop(doc="Esc does nothing.")
    step: Var[str] = prop(doc="When it changes, focus moves to the element marked data-focus.")

    on_close: rx.EventHandler[no_args_event_spec] = prop(doc="Closed by the borrower.")


def dialog(
    title: Text,
    *children: Child,
    id: str,
    open: Flag,
    on_close: Handler,
    subtitle: Text | None = None,
    wide: bool = False,
    locked: Flag = False,
    step: Text = "",
    title_shown: Flag = True,
) -> Component:
    """Named by its heading. Its content exists only while it is open, so that it starts afresh.

    `locked`: no Esc and no close button (a charge is under way). `step`: a word per screen of the
    dialog; when it changes, focus goes to `focus_here(…)`, else to the title. `title_shown` false:
    the name stays, the heading is for screen readers only (the screen has its own).
    """
    heading = rx.el.h2(title, id=f"{id}-title", tab_index=-1, custom_attrs={"data-focus": "title"})
    words = [heading] + ([rx.el.p(subtitle, class_name="muted")] if subtitle is not None else [])
    close = icon_button(_("Close"), "close", on_click=on_close)
    hidden = rx.el.h2(title, id=f"{id}-title", class_name="vh")
    head = rx.el.header(
        rx.el.div(*words),
        rx.cond(locked, rx.fragment(), close),
        class_name="dialog-head",
    )
    bare = rx.el.header(
        hidden, rx.el.div(), rx.cond(locked, rx.fragment(), close), class_name="dialog-head bare"
    )
    inner = rx.el.div(rx.cond(title_shown, head, bare), *children, class_name="inner")
    return ModalDialog.create(
        rx.cond(open, inner, rx.fragment()),
        id=id,
        open=open,
        locked=locked,
        step=step,
        on_close=on_close,
        class_name=classes("dialog", "wide" if wide else ""),
        custom_attrs={"aria-labelledby": f"{id}-title"},
    )


def focus_here(heading: Text, **props: Any) -> Component:
    """The heading of a dialog's later screen: gets focus when the screen appears."""
    return rx.el.h3(heading, tab_index=-1, custom_attrs={"data-focus": "step"}, **props)


def dialog_end(*children: Child) -> Component:
    """The last of a dialog's screen: stays in sight while what is above it scrolls."""
    return rx.el.div(*children, class_name="dialog-end")


def actions(*buttons: Child) -> Component:
    """Buttons of equal width side by side, below each other where they do not fit."""
    return rx.el.div(*buttons, class_name="actions")
