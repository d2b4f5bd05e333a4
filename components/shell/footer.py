"""The end of every page: support phone, privacy, terms, accessibility, language, light or dark."""

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.shell.lender import LenderPhone
from components.shell.preferences import language_links, theme_select
from components.ui.parts import Component
from portal_app.routes import ACCESSIBILITY, PRIVACY, TERMS
from services.language import _, href


def footer() -> Component:
    return rx.el.footer(
        rx.el.span(_("Support"), " ", LenderPhone.create()),
        router_link(_("Privacy"), to=href(PRIVACY)),
        router_link(_("Terms"), to=href(TERMS)),
        router_link(_("Accessibility"), to=href(ACCESSIBILITY)),
        rx.el.span(*language_links(), theme_select()),
        class_name="foot",
    )
