"""Amounts: tabular figures that never wrap and are never cut."""

from typing import Any, Literal

import reflex as rx

from components.ui.parts import Child, Component, Text, classes


def money(amount: Text, *, strong: bool = False, **props: Any) -> Component:
    """`amount` is text already ("$9,214.06"), made by `services.language.formats.money`."""
    return rx.el.span(amount, class_name=classes("num", "strong" if strong else ""), **props)


def figure(
    label: Text, value: Child, *, big: bool = False, aside: Child = "", **props: Any
) -> Component:
    """A figure under its label, as a description list of one. `props` go to the value.

    `aside`: an `aside_button` after the label.
    """
    return rx.el.dl(
        rx.el.dt(label, aside),
        rx.el.dd(value, **props),
        class_name=classes("figure", "big" if big else ""),
    )


def figures(*items: Component) -> Component:
    """Figures side by side in one card with thin lines between; two by two on a phone."""
    return rx.el.div(*items, class_name="card figures")


def hero_amount(amount: Text, level: Literal["", "strong"] = "strong", **props: Any) -> Component:
    """The one amount that a screen is about."""
    return rx.el.p(amount, class_name=classes("num", "hero-amount", level), **props)
