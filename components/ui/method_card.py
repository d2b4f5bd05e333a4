"""A saved card or bank account as a small card, drawn with its brand's mark."""

import reflex as rx

from components.ui.icon import icon
from components.ui.parts import Child, Component, Text


def method_cards(label: Text, *cards: Child) -> Component:
    """A `list` of that name: `method_card(…)` each, side by side where there is room."""
    return rx.el.ul(*cards, aria_label=label, role="list", class_name="methods")


def method_card(
    mark: Text, title: Child, *details: Child, menu: Child, below: tuple[Child, ...] = ()
) -> Component:
    """`mark`: visa, mastercard, amex, discover, card or bank; `below`: what is to be done."""
    words = rx.el.div(rx.el.p(title, class_name="strong"), *details, class_name="stack g1")
    return rx.el.li(
        rx.el.div(_drawn(mark), words, menu, class_name="method-head"),
        *below,
        class_name="card pad method",
    )


def _drawn(mark: Text) -> Component:
    """For the eye only: the title names the brand."""
    circles = rx.el.svg(
        rx.el.svg.circle(cx=13, cy=12, r=9, class_name="left"),
        rx.el.svg.circle(cx=25, cy=12, r=9, class_name="right"),
        view_box="0 0 38 24",
    )
    return rx.el.span(
        rx.match(
            mark,
            ("visa", rx.el.b("VISA")),
            ("mastercard", circles),
            ("amex", rx.el.b("AMEX")),
            ("discover", rx.el.b("DISC", rx.el.i())),
            ("bank", icon("landmark")),
            icon("credit-card"),
        ),
        class_name=rx.cond(mark == "bank", "method-mark bank", "method-mark"),
        aria_hidden="true",
    )
