"""What the demo has mailed and texted, as a list that fills while one looks."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Component, Var


class Inbox(rx.Component):
    """`assets/js/inbox.js`; its children are shown while there is nothing."""

    library = "$/public/js/inbox.js"
    tag = "Inbox"

    source: Var[str] = prop(doc="Address of the messages as JSON.")


def inbox(source: str, empty: Component) -> Component:
    return Inbox.create(empty, source=source)
