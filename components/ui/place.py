"""What is of one address, and of no other."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Child, Component, Text, Var


class OnlyAt(rx.Component):
    """`assets/js/place.js`."""

    library = "$/public/js/place.js"
    tag = "OnlyAt"

    number: Var[str] = prop(doc="What the address must name.")


def only_at(number: Text, content: Child, instead: Child) -> Component:
    """`content` while the page's address has `number` as its `[number]`, else `instead`.
    "" is of every address.
    """
    return OnlyAt.create(content, instead, number=number)
