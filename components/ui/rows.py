"""Label at the left, figure at the right."""

from typing import Any

import reflex as rx

from components.ui.parts import Child, Component, Text, classes


def definition_rows(*items: Child, dense: bool = False, **props: Any) -> Component:
    """A description list of `definition(…)`. `dense`: without lines, for a well."""
    return rx.el.dl(*items, class_name=classes("rows", "dense" if dense else ""), **props)


def definition(
    label: Child, value: Child, *, total: bool = False, detail: Text | None = None, **props: Any
) -> Component:
    """`total`: the line that the others lead to. `detail`: where the figure is from, below the
    label. `props` go to the value.
    """
    below = [rx.el.small(detail, class_name="faint")] if detail is not None else []
    return rx.el.div(
        rx.el.dt(label, *below), rx.el.dd(value, **props), class_name="total" if total else None
    )


def facts(*items: Child, **props: Any) -> Component:
    """A description list of `fact(…)`: two columns where there is room."""
    return rx.el.dl(*items, class_name="facts", **props)


def fact(
    label: Text, value: Child, *, more: Text | None = None, aside: Child = "", **props: Any
) -> Component:
    """`more`: what has to be said with the figure, below it. `props` go to the value.

    `aside`: an `aside_button` after the label.
    """
    below = [] if more is None else [rx.el.small(more, class_name="faint")]
    return rx.el.div(rx.el.dt(label, aside), rx.el.dd(value, *below, **props))
