"""The lender's name, mark and phone: read from `/brand.css` in the browser (ADR 0018)."""

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.ui.parts import Component
from services.language import href


class LenderName(rx.Component):
    """`assets/js/lender.js`."""

    library = "$/public/js/lender.js"
    tag = "LenderName"


class LenderPhone(rx.Component):
    """`assets/js/lender.js`."""

    library = "$/public/js/lender.js"
    tag = "LenderPhone"


def logo(to: str | None = None) -> Component:
    """Mark and name; a link when `to` is given."""
    parts = [rx.el.span(class_name="mark", aria_hidden="true"), LenderName.create()]
    if to is None:
        return rx.el.div(*parts, class_name="logo")
    return router_link(*parts, to=href(to), class_name="logo")
