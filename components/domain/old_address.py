"""LoanPro-style addresses: `/#/signup` leads to `/signup`, `/#/login` to the page it stands on."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Component, Var


class OldAddress(rx.Component):
    """`assets/js/old_address.js`."""

    library = "$/public/js/old_address.js"
    tag = "OldAddress"

    sign_up: Var[str] = prop(doc="Where #/signup leads.")


def old_address(sign_up: str) -> Component:
    """Shows nothing."""
    return OldAddress.create(sign_up=sign_up)
