"""How good a new password is, while it is typed."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Component, Var


class PasswordMeter(rx.Component):
    """`assets/js/meter.js`."""

    library = "$/public/js/meter.js"
    tag = "PasswordMeter"

    field: Var[str] = prop(doc="Id of the password's box.")
    action: Var[str] = prop(doc="Route that judges; it answers problem, shortest, strength.")
    label: Var[str] = prop(doc="Name of the bar.")
    words: Var[dict[str, str]] = prop(doc="By problem, and by strength from 2 to 4.")


def password_meter(field: str, action: str, label: str, words: dict[str, str]) -> Component:
    """A bar and a line below the box with the id `field`; empty until something is typed."""
    return PasswordMeter.create(field=field, action=action, label=label, words=words)
