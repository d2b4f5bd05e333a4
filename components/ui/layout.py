"""Columns, rows and kinds of words: pages compose these and name no class."""

from typing import Any, Literal

import reflex as rx

from components.ui.parts import Child, Component, Text, classes

Gap = Literal[0, 1, 2, 3, 4, 5, 6]


def stack(*children: Child, gap: Gap = 4, centered: bool = False, **props: Any) -> Component:
    """One below the other. Gaps 1–6: 4, 8, 12, 16, 24, 32 px."""
    return rx.el.div(
        *children, class_name=classes("stack", f"g{gap}", "center" if centered else ""), **props
    )


def awaited(child: Child, is_there: Any) -> Component:
    """Its place is kept until `is_there` (a var): what stands below does not move."""
    return rx.el.div(child, class_name=rx.cond(is_there, "", "awaited"))


def row(
    *children: Child,
    gap: Gap = 3,
    between: bool = False,
    apart: bool = False,
    end: bool = False,
    even: bool = False,
    wrap: bool = True,
    **props: Any,
) -> Component:
    """Side by side, wrapping; `between`: pushed to both ends; `apart`: so on a phone only;
    `end`: pushed to the right; `even`: buttons, which fill the lines of a phone."""
    names = classes(
        "row",
        f"g{gap}",
        "between" if between else "",
        "apart" if apart else "",
        "end" if end else "",
        "even" if even else "",
        "" if wrap else "tight",
    )
    return rx.el.div(*children, class_name=names, **props)


def columns(*children: Child, narrow: bool = False, **props: Any) -> Component:
    """Equal columns, as many as fit with 15 rem each; `narrow`: with 9."""
    return rx.el.div(*children, class_name="cols slim" if narrow else "cols", **props)


def grow(*children: Child, **props: Any) -> Component:
    """Takes what room is left in a row."""
    return rx.el.div(*children, class_name="grow", **props)


def text(
    *children: Child,
    tone: Literal["", "muted", "faint"] = "",
    size: Literal["", "medium", "small"] = "",
    strong: bool = False,
    **props: Any,
) -> Component:
    """A paragraph."""
    return rx.el.p(
        *children, class_name=classes(tone, size, "strong" if strong else "") or None, **props
    )


def heading(words: Text, level: Literal[1, 2, 3] = 2, **props: Any) -> Component:
    """A page has one of level 1."""
    return {1: rx.el.h1, 2: rx.el.h2, 3: rx.el.h3}[level](words, **props)


def prose(*children: Child) -> Component:
    """Running text: 65 characters a line."""
    return rx.el.div(*children, class_name="prose")


def screen_reader(*children: Child, **props: Any) -> Component:
    """Heard, not seen."""
    return rx.el.span(*children, class_name="vh", **props)
