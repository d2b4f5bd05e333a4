"""Helps with a field for a code; the field works without it."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Component, Var


class CodeEntry(rx.Component):
    """`assets/js/code.js`."""

    library = "$/public/js/code.js"
    tag = "CodeEntry"

    field: Var[str] = prop(doc="Id of the input.")
    texted: Var[bool] = prop(doc="The code comes by text message.")


def code_entry(field: str, texted: Var | bool = False) -> Component:
    """Puts the caret into `field` when the page opens with a notice, which then describes it; takes
    a texted code where the browser offers it.
    """
    return CodeEntry.create(field=field, texted=texted)
