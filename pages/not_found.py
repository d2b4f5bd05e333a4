"""What stands at an address that no page has."""

from components import ui
from components.shell import bare_page, in_each_language
from components.ui.parts import Component
from portal_app.routes import ACCOUNTS
from services.language import _, href

ROUTE = "404"
"""Reflex's name for it: one for all addresses and languages."""


def not_found() -> Component:
    return bare_page(*in_each_language(_words))


def _words() -> Component:
    return ui.stack(
        ui.page_header(_("This page is not here")),
        ui.card(
            ui.empty_state(
                _("Nothing is lost"),
                _("The address may be mistyped or old. Your accounts are where they were."),
                icon="search",
                action=ui.button_link(
                    _("Go to your accounts"), href(ACCOUNTS), look="primary", reload=True
                ),
            )
        ),
    )
