"""A native checkbox with its label, and a hint below."""

from typing import Any

import reflex as rx

from components.ui.parts import Component, Text


def checkbox(
    label: Text, name: str, *, hint: Text | None = None, id: Text | None = None, **props: Any
) -> Component:
    """`props` go to the `<input>`: `checked` with `on_change`, or `default_checked`, `disabled`."""
    id_ = name if id is None else id
    attrs = {"aria-describedby": f"{id_}-hint"} if hint is not None else {}
    words: list[Component] = [rx.el.label(label, html_for=id_, id=f"{id_}-label")]
    if hint is not None:
        words.append(rx.el.span(hint, id=f"{id_}-hint", class_name="hint"))
    return rx.el.div(
        rx.el.input(type="checkbox", id=id_, name=name, custom_attrs=attrs, **props),
        rx.el.div(*words, class_name="grow"),
        class_name="check",
    )


def bare_checkbox(label: Text, **props: Any) -> Component:
    """The box alone, `label` for screen readers: in a table, under its column's name."""
    return rx.el.input(type="checkbox", aria_label=label, class_name="bare-check", **props)
