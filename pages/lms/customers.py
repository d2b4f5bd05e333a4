"""Customers: where agents land."""

from components import ui
from components.lms import agents_page
from components.ui.parts import Component


def customers() -> Component:
    return agents_page(ui.page_header("Customers"), current="customers")
