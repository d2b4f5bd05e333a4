"""A field of several lines."""

from typing import Any

import reflex as rx

from components.ui.field import _described, field_frame
from components.ui.parts import Component, Text


def text_area(
    label: Text,
    name: str,
    *,
    hint: Text | None = None,
    error: Text | None = None,
    rows: int = 12,
    id: str | None = None,
    **props: Any,
) -> Component:
    """`props` go to the `<textarea>`; give `default_value` and `key`, as for `field`."""
    id_ = id or name
    control = rx.el.textarea(
        id=id_,
        name=name,
        rows=str(rows),
        class_name="input area",
        custom_attrs=_described(id_, hint, error),
        **props,
    )
    return field_frame(id_, label, control, hint, error)
