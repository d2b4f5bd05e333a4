"""The bar on top (on a phone: below): only pages that exist are in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.shell.lender import logo
from components.ui.form import NativeForm
from components.ui.icon import icon
from components.ui.menu import menu, menu_action, menu_button
from components.ui.parts import Component, Text, Var
from portal_app.routes import ACCOUNTS, SESSION_LOG_OUT
from services.language import _, current_language, href


@dataclass(frozen=True, slots=True)
class Place:
    """`label` is called when a page is evaluated, in that page's language."""

    key: str
    label: Callable[[], str]
    path: str
    icon: str


PLACES = (Place("accounts", lambda: _("Accounts"), ACCOUNTS, "wallet"),)

_MENU = "customer-menu"
_LOG_OUT_FORM = "log-out"


def top_bar(current: str, customer: Text, initials: Text) -> Component:
    """`current`: the key of the place that this page belongs to."""
    return rx.el.header(
        logo(ACCOUNTS),
        rx.el.nav(
            *[_place(place, place.key == current) for place in PLACES],
            class_name="nav",
            aria_label=_("Main"),
        ),
        *_customer_menu(customer, initials),
        class_name="top",
    )


def _place(place: Place, is_current: bool) -> Component:
    attrs: dict[str, Any] = {"aria-current": "page"} if is_current else {}
    return router_link(icon(place.icon), place.label(), to=href(place.path), custom_attrs=attrs)


def _named(customer: Text) -> dict[str, Any]:
    """A name for the button while the customer's is not there yet."""
    if isinstance(customer, Var):
        return {"aria_label": rx.cond(customer == "", _("Loading"), customer)}
    return {}


def _customer_menu(customer: Text, initials: Text) -> tuple[Component, ...]:
    return (
        menu_button(
            rx.el.span(initials, class_name="avatar", aria_hidden="true"),
            rx.el.span(customer, class_name="name"),
            icon("chevron-down"),
            menu=_MENU,
            class_name="me",
            **_named(customer),
        ),
        menu(
            menu_action(_("Log out"), icon="log-out", form=_LOG_OUT_FORM),
            id=_MENU,
            label=_("Your portal"),
        ),
        NativeForm.create(
            rx.el.input(type="hidden", name="language", value=current_language()),
            action=SESSION_LOG_OUT,
            method="post",
            id=_LOG_OUT_FORM,
            hidden=True,
        ),
    )
