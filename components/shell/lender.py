"""The lender's name, mark and phone: read from `/brand.css` in the browser (ADR 0018)."""

import reflex as rx
from reflex_base.components.component import field
from reflex_components_core.react_router import link as router_link

from components.ui.parts import Component, Var
from services.language import current_language, href
from services.lender_settings.default_texts import default_body
from services.lender_settings.texts import TextKind, as_html


class LenderName(rx.Component):
    """`assets/js/lender.js`."""

    library = "$/public/js/lender.js"
    tag = "LenderName"


class LenderPhone(rx.Component):
    """`assets/js/lender.js`."""

    library = "$/public/js/lender.js"
    tag = "LenderPhone"


class LenderRefresh(rx.Component):
    """`assets/js/lender.js`: this page shows the new brand when `stamp` changes."""

    library = "$/public/js/lender.js"
    tag = "LenderRefresh"

    stamp: Var[int] = field(doc="0 until something was changed here.")


class LenderText(rx.Component):
    """`assets/js/lender_text.js`."""

    library = "$/public/js/lender_text.js"
    tag = "LenderText"

    kind: Var[str] = field(doc="terms or privacy.")
    language: Var[str] = field(doc="Of the page.")
    html: Var[str] = field(doc="The portal's own text.")


def lender_text(kind: TextKind) -> Component:
    """The lender's text, or the portal's own until there is one."""
    html = as_html(default_body(kind))
    return LenderText.create(kind=kind.value, language=current_language(), html=html)


def logo(to: str | None = None) -> Component:
    """Mark and name; a link when `to` is given."""
    parts = [rx.el.span(class_name="mark", aria_hidden="true"), LenderName.create()]
    if to is None:
        return rx.el.div(*parts, class_name="logo")
    return router_link(*parts, to=href(to), class_name="logo")
