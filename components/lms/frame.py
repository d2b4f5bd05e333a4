"""The frame of the agents' pages."""

from dataclasses import dataclass

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.shell.connection import connection_bar
from components.shell.lender import logo
from components.ui.form import NativeForm, NativeLink
from components.ui.icon import icon
from components.ui.menu import menu, menu_action, menu_button
from components.ui.parts import Child, Component, Text
from portal_app.routes import LMS_AUDIT, LMS_SETTINGS, SESSION_LOG_OUT, at_lms


@dataclass(frozen=True, slots=True)
class Place:
    key: str
    label: str
    path: str
    icon: str


PLACES = (
    Place("settings", "Settings", LMS_SETTINGS, "settings"),
    Place("audit", "Audit log", LMS_AUDIT, "scroll"),
)


def lms_page(*content: Child, current: str, agent: Text, initials: Text) -> Component:
    """`current`: key of a place; `agent`, `initials`: vars, "" until the socket has answered."""
    return rx.el.div(
        NativeLink.create("Skip to content", href="#main", class_name="btn primary skip"),
        connection_bar(),
        rx.el.header(
            logo(LMS_SETTINGS),
            rx.el.nav(
                *[_place(place, place.key == current) for place in PLACES],
                class_name="nav",
                aria_label="Main",
            ),
            *_menu(agent, initials),
            class_name="top",
        ),
        rx.el.main(*content, id="main", tab_index=-1, class_name="wrap"),
        class_name="page",
    )


def _place(place: Place, is_current: bool) -> Component:
    attrs = {"aria-current": "page"} if is_current else {}
    return router_link(icon(place.icon), place.label, to=f"{place.path}/", custom_attrs=attrs)


def _menu(agent: Text, initials: Text) -> tuple[Component, ...]:
    return (
        menu_button(
            rx.el.span(initials, class_name="avatar", aria_hidden="true"),
            rx.el.span(agent, class_name="name"),
            icon("chevron-down"),
            menu="agent-menu",
            class_name="me",
            aria_label=rx.cond(agent == "", "Loading", agent),
        ),
        menu(
            menu_action("Log out", icon="log-out", form="log-out"),
            id="agent-menu",
            label="Your login",
        ),
        NativeForm.create(action=at_lms(SESSION_LOG_OUT), method="post", id="log-out", hidden=True),
    )
