"""What is there to be read: several lines in a cell, a text as it was typed, a picture."""

import reflex as rx

from components.ui.parts import Child, Component, Text


def lines(first: Child, *others: Text) -> Component:
    """The first as text, the others small below it; empty ones take no room."""
    small = [rx.el.span(other, class_name="small faint") for other in others]
    return rx.el.div(rx.el.span(first), *small, class_name="lines")


def disclosure(title: Text, *children: Child) -> Component:
    """Closed until it is asked for; native."""
    return rx.el.details(rx.el.summary(title), *children, class_name="disclosure")


def typed_text(words: Text) -> Component:
    """With the line ends that it was typed with."""
    return rx.el.div(words, class_name="plain")


def picture(address: Text, alt: Text) -> Component:
    """At most 112 px high, on white as logos are drawn for."""
    return rx.el.img(src=address, alt=alt, class_name="picture")
