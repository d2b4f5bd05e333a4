"""What stands at an address that no page has."""

import reflex as rx

from components import ui
from components.shell import bare_page, in_each_language
from components.shell.unstarted import unstarted_bar
from components.ui.parts import Component
from portal_app.routes import ACCOUNTS, LMS_CUSTOMERS
from services.language import _, href

ROUTE = "404"
"""Reflex's name for it: one for all addresses and languages."""


def not_found() -> Component:
    """One page serves both doors: the style sheet shows the words of the address's own."""
    return bare_page(
        rx.el.div(*in_each_language(_borrowers), class_name="at-portal"),
        rx.el.div(unstarted_bar(), _agents(), class_name="at-lms"),
    )


def _borrowers() -> Component:
    return _words(
        _("This page is not here"),
        _("Nothing is lost"),
        _("The address may be mistyped or old. Your accounts are where they were."),
        ui.button_link(_("Go to your accounts"), href(ACCOUNTS), look="primary", reload=True),
    )


def _agents() -> Component:
    """In English, as all that agents read."""
    return _words(
        "This page is not here",
        "Nothing is lost",
        "The address may be mistyped or old.",
        ui.button_link("Go to customers", f"{LMS_CUSTOMERS}/", look="primary", reload=True),
    )


def _words(title: str, lead: str, why: str, action: Component) -> Component:
    return ui.stack(
        ui.page_header(title), ui.card(ui.empty_state(lead, why, icon="search", action=action))
    )
