"""A file shown inside the page."""

import reflex as rx

from components.ui.parts import Component, Text


def shown_pdf(address: Text, name: Text) -> Component:
    """By the browser's own viewer. Where it has none (many phones) it offers to open the file."""
    return rx.el.iframe(src=address, title=name, class_name="viewer")


def shown_picture(address: Text, name: Text) -> Component:
    return rx.el.img(src=address, alt=name, class_name="viewer picture-shown")
