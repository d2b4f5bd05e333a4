"""A file from the device, for a native form with `enc_type="multipart/form-data"`."""

from typing import Any

import reflex as rx

from components.ui.field import _described, field_frame
from components.ui.parts import Component, Text


def file_field(
    label: Text, name: str, *, accept: str, hint: Text | None = None, **props: Any
) -> Component:
    """`accept` only helps to choose: the server looks at the content."""
    control = rx.el.input(
        type="file",
        id=name,
        name=name,
        accept=accept,
        class_name="input file",
        custom_attrs=_described(name, hint, None),
        **props,
    )
    return field_frame(name, label, control, hint)
