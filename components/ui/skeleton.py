"""The shape of what is being loaded."""

import reflex as rx

from components.ui.card import card
from components.ui.parts import Component
from services.language import _


def skeleton_line(width: str = "100%", height: str = "1em") -> Component:
    """One grey bar, sizes in CSS units."""
    return rx.el.div(
        class_name="skeleton", custom_attrs={"style": {"width": width, "height": height}}
    )


def skeleton_cards(count: int = 3) -> Component:
    """`count` cards of an account's height; a screen reader hears "Loading" once."""
    one = [skeleton_line("38%", "1.1em"), skeleton_line("24%", "1.6em"), skeleton_line("60%")]
    return loading(*[card(rx.el.div(*one, class_name="stack g3")) for _index in range(count)])


def skeleton_rows(count: int = 5) -> Component:
    """`count` lines of a table."""
    return loading(*[skeleton_line("100%", "2.4em") for _index in range(count)])


def loading(*shapes: Component) -> Component:
    """Shapes below each other, as one status."""
    return rx.el.div(
        rx.el.span(_("Loading"), class_name="vh"),
        *shapes,
        role="status",
        key="loading",
        class_name="stack g3 loading",
        custom_attrs={"aria-busy": "true"},
    )
