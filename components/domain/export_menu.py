"""*Export*: the transactions as files, of one account or of all."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component, Text
from portal_app.routes import ACCOUNTS
from services.language import _, href
from services.year_end.years import YearLink

FORMS = (("CSV", "csv"), ("OFX", "ofx"), ("JSON", "json"))
_MENU = "export"


def year_files(years: Any) -> Component:
    """Items for `more`: what was paid in a year; `years` a var of `YearLink`s."""
    return ui.menu_group(_("What was paid in a year"), rx.foreach(years, _year))


def _year(one: YearLink) -> Component:
    return ui.menu_file(one.label, one.address)


def export_menu(*more: Child, folder: Text = "", query: Text = "", what: Text) -> Component:
    """`folder` ends the address of the account, with a slash; "" for all accounts.

    `what` says which transactions the files have, by `query`. `more`: items of other files.
    """
    items = [
        ui.menu_file(label, f"{href(ACCOUNTS)}{folder}transactions.{form}{query}")
        for label, form in FORMS
    ]
    button = ui.menu_button(
        ui.icon("download"), _("Export"), menu=_MENU, class_name="btn secondary"
    )
    return ui.downloads(
        button,
        ui.menu(ui.menu_group(what, *items), rx.fragment(*more), id=_MENU, label=_("Export")),
    )
