"""What a phone folds away until it is asked for."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Child, Component, Flag, Var


class Fold(rx.Component):
    """`assets/js/fold.js`."""

    library = "$/public/js/fold.js"
    tag = "Fold"

    label: Var[str] = prop(doc="The button's, on a narrow screen.")
    opened: Var[bool] = prop(doc="Whether it begins open.")


def fold(label: str, *children: Child, opened: Flag = False) -> Component:
    """`children`, which a narrow screen shows once the button `label` is pressed."""
    return Fold.create(*children, label=label, opened=opened)
