"""Plain lists with a name."""

from typing import Any

import reflex as rx

from components.ui.parts import Child, Component, Text


def plain_list(label: Text, *items: Child) -> Component:
    """A `list` of that name; items are `list_code` or `rx.el.li`."""
    return rx.el.ul(*items, aria_label=label, role="list", class_name="codes")


def list_code(code: Text) -> Component:
    """An item in fixed-width letters: a code to be copied by eye."""
    return rx.el.li(rx.el.code(code, class_name="key"))


def item_list(label: Text, *items: Child) -> Component:
    """A `list` of that name, a line between its items: `item(…)`."""
    return rx.el.ul(*items, aria_label=label, role="list", class_name="items")


def item(
    title: Child,
    *details: Child,
    lead: Child | None = None,
    actions: tuple[Child, ...] = (),
    **props: Any,
) -> Component:
    """What it is, what is known of it, what can be done with it; stacked on a phone. `lead`: a
    drawing before it.
    """
    words = rx.el.div(rx.el.div(title, class_name="strong"), *details, class_name="stack g1")
    return rx.el.li(
        words if lead is None else rx.el.div(lead, words, class_name="row g3 tight led"),
        rx.el.div(*actions, class_name="row g2"),
        **props,
    )
