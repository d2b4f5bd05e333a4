"""What a page with a number in its address shows before its script has run."""

import reflex as rx

from components.ui.card import card
from components.ui.parts import Component
from components.ui.skeleton import skeleton_line


def page_fallback() -> Component:
    """For `rx.App(hydrate_fallback=…)`: the frame and a skeleton, without words.

    One fallback serves all languages, so nothing in it may be read.
    """
    mark = rx.el.span(class_name="mark")
    name = rx.el.span(class_name="lender-name")
    figures = [skeleton_line("30%"), skeleton_line("18%", "1.8em"), skeleton_line("60%")]
    return rx.el.div(
        rx.el.div(rx.el.div(mark, name, class_name="logo"), class_name="top"),
        rx.el.div(
            rx.el.div(
                skeleton_line("16rem", "1.6em"),
                card(rx.el.div(*figures, class_name="stack g3")),
                card(skeleton_line("100%", "12em")),
                class_name="stack",
            ),
            class_name="wrap",
        ),
        class_name="page",
        aria_hidden="true",
    )
