"""Customers: where agents land."""

from components import ui
from components.lms import ON_LOAD, agents_page
from components.ui.parts import Component

__all__ = ["ON_LOAD", "customers"]


def customers() -> Component:
    return agents_page(ui.page_header("Customers"), current="customers")
