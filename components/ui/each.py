"""`rx.foreach` that stays in the language of its page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import reflex as rx

from components.ui.parts import Component, Var
from services.language import current_language, use_language


def each(rows: Var[Any], draw: Callable[..., Component]) -> Component:
    """One `draw(row)` per row of a var.

    Reflex calls `draw` again while it writes the page, when the page's own language is over:
    raw `rx.foreach` would put English words into the Spanish page.
    """
    language = current_language()

    @wraps(draw)
    def in_language(*args: Any) -> Component:
        with use_language(language):
            return draw(*args)

    return rx.foreach(rows, in_language)
