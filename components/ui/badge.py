"""A status in a pill: a dot, a word; the colour repeats what the word says."""

from typing import Any, Literal

import reflex as rx

from components.ui.icon import icon
from components.ui.parts import Component, Text, Var, classes

Tone = Literal["ok", "warn", "bad", "info", "mute"]


def badge(label: Text, tone: Tone | Var[str] = "mute", **props: Any) -> Component:
    """`tone` may be a var that holds one of the five words."""
    name = f"pill {tone}"
    return rx.el.span(label, class_name=name, **props)


def tile(name: str, tone: Tone | Literal[""] = "", *, round: bool = False) -> Component:
    """A drawing in a soft square (or circle) before a heading; decoration."""
    return rx.el.span(icon(name), class_name=classes("tile", tone, "round" if round else ""))
