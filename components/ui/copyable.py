"""What a borrower takes along: a text to copy, a picture to scan."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Component, Text, Var
from services.language import _


class CopyButton(rx.Component):
    """`assets/js/copy.js`."""

    library = "$/public/js/copy.js"
    tag = "CopyButton"

    text: Var[str] = prop(doc="What goes to the clipboard.")
    label: Var[str] = prop(doc="The button.")
    done: Var[str] = prop(doc="The button, once it is there.")


def copy_button(text: Text, label: str | None = None) -> Component:
    return CopyButton.create(text=text, label=label or _("Copy"), done=_("Copied"))


def copyable(label: Text, text: Text) -> Component:
    """A text under its label, with *Copy*; never cut."""
    return rx.el.div(
        rx.el.span(label, class_name="small muted"),
        rx.el.div(rx.el.code(text, class_name="key"), copy_button(text), class_name="row g3"),
        class_name="stack g1",
    )


def scannable(address: str, label: Text) -> Component:
    """A QR code, on white also in the dark."""
    size = {"width": "224", "height": "224"}
    return rx.el.img(src=address, alt=label, class_name="scan", custom_attrs=size)
