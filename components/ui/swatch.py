"""A colour that somebody chose, beside its name."""

from typing import Literal

import reflex as rx

from components.ui.parts import Component, Text


def swatch(label: Text, color: Text, *, ground: Literal["light", "dark"]) -> Component:
    """`color` ("#rrggbb") on the paper of that mode; the figure is written beside it."""
    return rx.el.div(
        rx.el.span(
            rx.el.span(custom_attrs={"style": rx.Var.create({"background": color})}),
            class_name=f"swatch {ground}",
            aria_hidden="true",
        ),
        rx.el.span(label, " ", rx.el.code(color)),
        class_name="row g2 tight",
    )
