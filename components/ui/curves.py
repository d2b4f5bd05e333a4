"""Two lines falling over time, drawn small: what is planned beside what is usual."""

import reflex as rx

from components.ui.parts import Component, Text


def curves(
    planned: Text, usual: Text, *, size: tuple[int, int], names: tuple[Text, Text]
) -> Component:
    """Paths in a box of `size`, each with its name; the figures stand beside it in words.

    The usual one is dashed: meaning is never by color alone.
    """
    width, height = size
    return rx.el.figure(
        rx.el.svg(
            rx.el.svg.path(d=usual, class_name="usual"),
            rx.el.svg.path(d=planned, class_name="planned"),
            view_box=f"0 0 {width} {height}",
            custom_attrs={"preserveAspectRatio": "none", "aria-hidden": "true"},
        ),
        rx.el.figcaption(
            rx.el.span(names[0], class_name="planned"), rx.el.span(names[1], class_name="usual")
        ),
        class_name="curves",
    )
