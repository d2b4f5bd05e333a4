"""The bar on top (on a phone: below): only pages that exist are in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.shell.lender import logo
from components.shell.session import session_watch
from components.ui.form import NativeForm
from components.ui.icon import icon
from components.ui.menu import menu, menu_action, menu_button, menu_link
from components.ui.parts import Component, Text, Var
from portal_app.routes import ACCOUNTS, PAYMENT_METHODS, PROFILE, SESSION_LOG_OUT
from services.language import _, current_language, href


@dataclass(frozen=True, slots=True)
class Place:
    """`label` is called when a page is evaluated, in that page's language."""

    key: str
    label: Callable[[], str]
    path: str
    icon: str
    on_phone: bool = False
    """In the bar below only: elsewhere it is in the person's menu."""


_MENU = "customer-menu"
_LOG_OUT_FORM = "log-out"

PLACES = (
    Place("accounts", lambda: _("Accounts"), ACCOUNTS, "wallet"),
    Place("payments", lambda: _("Payment Manager"), PAYMENT_METHODS, "receipt"),
    Place("profile", lambda: _("Profile"), PROFILE, "user", on_phone=True),
)


def top_bar(current: str, customer: Text, initials: Text) -> Component:
    """`current`: the key of the place that this page belongs to."""
    return rx.el.header(
        logo(ACCOUNTS),
        nav(PLACES, current),
        *person_menu(
            customer,
            initials,
            menu_link(_("Profile"), href(PROFILE), icon="user"),
            label=_("Your portal"),
            log_out=SESSION_LOG_OUT,
        ),
        class_name="top",
    )


def nav(places: Sequence[Place], current: str, *more: Component) -> Component:
    """Links to `places`, the one whose key is `current` marked; `more` stands after them."""
    return rx.el.nav(
        *[place(one, current) for one in places],
        *more,
        class_name="nav",
        aria_label=_("Main"),
    )


def person_menu(
    name: Text, initials: Text, *items: Component, label: Text, log_out: str
) -> tuple[Component, ...]:
    """The button that carries a name, and its menu: `items`, then *Log out* by a native post."""
    return (
        menu_button(
            rx.el.span(initials, class_name="avatar", aria_hidden="true"),
            rx.el.span(name, class_name="name"),
            icon("chevron-down"),
            menu=_MENU,
            class_name="me",
            **_named(name),
        ),
        menu(
            *items,
            menu_action(_("Log out"), icon="log-out", form=_LOG_OUT_FORM),
            id=_MENU,
            label=label,
        ),
        NativeForm.create(
            rx.el.input(type="hidden", name="language", value=current_language()),
            action=log_out,
            method="post",
            id=_LOG_OUT_FORM,
            hidden=True,
        ),
        session_watch(form=_LOG_OUT_FORM, at_lms_door=log_out != SESSION_LOG_OUT),
    )


def place(one: Place, current: str) -> Component:
    """A link of the bar."""
    attrs: dict[str, Any] = {"aria-current": "page"} if one.key == current else {}
    return router_link(
        icon(one.icon),
        one.label(),
        to=href(one.path),
        class_name="phone" if one.on_phone else None,
        custom_attrs=attrs,
    )


def _named(name: Text) -> dict[str, Any]:
    """A name for the button while the person's is not there yet."""
    if isinstance(name, Var):
        return {"aria_label": rx.cond(name == "", _("Loading"), name)}
    return {}
