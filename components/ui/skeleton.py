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
    """`count` cards of an account's height below what a borrower should know meanwhile."""
    one = [skeleton_line("38%", "1.1em"), skeleton_line("24%", "1.6em"), skeleton_line("60%")]
    cards = [card(rx.el.div(*one, class_name="stack g3")) for _index in range(count)]
    return loading(*cards, words=loading_words(), tall=count > 1)


def loading_words() -> str:
    """As large as what comes later, so that the page's first paint is its largest."""
    return _(
        "Your figures are on their way. Nothing is charged until you confirm a payment."
        " If this takes long, load the page again or call us."
    )


def skeleton_rows(count: int = 5) -> Component:
    """`count` lines of a table."""
    return loading(*[skeleton_line("100%", "2.4em") for _index in range(count)])


def loading(*shapes: Component, words: str = "", tall: bool = False) -> Component:
    """Shapes below each other, as one status. Without `words` only screen readers hear of it.

    The key keeps React from turning these elements into what comes later, and `tall` keeps the
    footer below the screen: nothing that is seen moves.
    """
    return rx.el.div(
        rx.el.p(words, class_name="muted") if words else rx.el.span(_("Loading"), class_name="vh"),
        *shapes,
        role="status",
        key="loading",
        class_name="stack g3 loading tall" if tall else "stack g3 loading",
        custom_attrs={"aria-busy": "true"},
    )
