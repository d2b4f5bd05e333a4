"""The top of a page: its h1, a line below, one action at the right."""

import reflex as rx

from components.ui.parts import Child, Component, classes


def page_header(
    title: Child,
    *,
    subtitle: Child | None = None,
    action: Child | None = None,
    back: Child | None = None,
    long: bool = False,
) -> Component:
    """`back`: a `link` above the title; `long`: a phone keeps two lines for a subtitle to come."""
    words: list[Child] = [rx.el.h1(title)]
    if subtitle is not None:
        words.append(rx.el.p(subtitle, class_name=classes("sub", "long" if long else "")))
    line = rx.el.header(
        rx.el.div(*words), *([action] if action is not None else []), class_name="page-head"
    )
    return rx.el.div(rx.el.div(back, class_name="back"), line) if back is not None else line
