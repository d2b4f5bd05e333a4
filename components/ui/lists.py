"""A plain list with a name."""

import reflex as rx

from components.ui.parts import Child, Component, Text


def plain_list(label: Text, *items: Child) -> Component:
    """A `list` of that name; items are `list_code` or `rx.el.li`."""
    return rx.el.ul(*items, aria_label=label, role="list", class_name="codes")


def list_code(code: Text) -> Component:
    """An item in fixed-width letters: a code to be copied by eye."""
    return rx.el.li(rx.el.code(code, class_name="key"))
