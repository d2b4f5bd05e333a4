"""How far something is."""

from typing import Any

import reflex as rx

from components.ui.parts import Component, Flag, Text, Var


def progress(percent: int | Var[int], label: Text, *, amber: Flag = False) -> Component:
    """A bar from 0 to 100, named `label`; the figure itself stands beside it in words.

    `amber`: what is used up, not what is achieved.
    """
    look = rx.cond(amber, "bar amber", "bar") if isinstance(amber, Var) else None
    attrs: dict[str, Any] = {
        "aria-valuenow": percent,
        "aria-valuemin": 0,
        "aria-valuemax": 100,
        "aria-label": label,
    }
    return rx.el.div(
        rx.el.i(custom_attrs={"style": rx.Var.create({"--at": f"{percent}%"})}),
        role="progressbar",
        class_name=look if look is not None else ("bar amber" if amber else "bar"),
        custom_attrs=attrs,
    )
