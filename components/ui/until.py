"""Words that say when something ends."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Component, Text, Var


class Until(rx.Component):
    """`assets/js/until.js`."""

    library = "$/public/js/until.js"
    tag = "Until"

    words: Var[str] = prop(doc="With {time} in it.")
    otherwise: Var[str] = prop(doc="Said without a time.")


def until(words: Text, otherwise: Text) -> Component:
    """`words` (with `{time}`) by the address's `?until=<Unix seconds>`, in the reader's own time;
    `otherwise` where there is none, and before any script has run.
    """
    return Until.create(words=words, otherwise=otherwise)
