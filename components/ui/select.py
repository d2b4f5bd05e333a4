"""The native `<select>`: a combobox for screen readers, the system's wheel on a phone."""

from typing import Any

import reflex as rx

from components.ui.field import _described, field_frame
from components.ui.parts import Child, Component, Text


def select(
    label: Text,
    name: str,
    *options: Child,
    hint: Text | None = None,
    error: Text | None = None,
    id: str | None = None,
    **props: Any,
) -> Component:
    """`options`: `option(…)` each, or one `rx.foreach` of them; `props` go to the `<select>`."""
    id_ = id or name
    control = rx.el.select(
        *options,
        id=id_,
        name=name,
        class_name="input",
        custom_attrs=_described(id_, hint, error),
        **props,
    )
    return field_frame(id_, label, control, hint, error)


def option(label: Text, value: Text, **props: Any) -> Component:
    return rx.el.option(label, value=value, **props)


def bare_select(label: Text, *options: Child, **props: Any) -> Component:
    """The select alone, `label` for screen readers: in a table, under its column's name."""
    return rx.el.select(*options, aria_label=label, class_name="input bare", **props)
