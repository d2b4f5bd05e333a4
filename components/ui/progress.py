"""How far something is."""

from typing import Any

import reflex as rx

from components.ui.parts import Component, Text, Var, classes


def progress(percent: int | Var[int], label: Text, *, amber: bool = False) -> Component:
    """A bar from 0 to 100, named `label`; the figure itself stands beside it in words."""
    attrs: dict[str, Any] = {
        "aria-valuenow": percent,
        "aria-valuemin": 0,
        "aria-valuemax": 100,
        "aria-label": label,
    }
    return rx.el.div(
        rx.el.i(custom_attrs={"style": rx.Var.create({"--at": f"{percent}%"})}),
        role="progressbar",
        class_name=classes("bar", "amber" if amber else ""),
        custom_attrs=attrs,
    )
