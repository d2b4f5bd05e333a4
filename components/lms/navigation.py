"""The agents' bar: only pages that exist are in it."""

from typing import Any

import reflex as rx

from components.shell.lender import logo
from components.shell.navigation import Place, nav, person_menu, place
from components.ui.parts import Component
from portal_app.routes import (
    LMS_AGENTS,
    LMS_AUDIT,
    LMS_CUSTOMERS,
    LMS_PAPER,
    LMS_SETTINGS,
    SESSION_LOG_OUT,
    at_lms,
)

PLACES = (
    Place("customers", lambda: "Customers", LMS_CUSTOMERS, "user"),
    Place("paper", lambda: "Paper", LMS_PAPER, "file"),
    Place("settings", lambda: "Settings", LMS_SETTINGS, "settings"),
    Place("audit", lambda: "Audit log", LMS_AUDIT, "scroll"),
)
AGENTS = Place("agents", lambda: "Agents", LMS_AGENTS, "user")
"""Administrators alone keep agents."""


def top_bar(current: str, me: Any) -> Component:
    """`me`: the var of an `AgentView`."""
    return rx.el.header(
        logo(LMS_CUSTOMERS),
        rx.el.span("LMS", class_name="door"),
        nav(PLACES, current, rx.cond(me.may_administer, place(AGENTS, current), rx.fragment())),
        rx.cond(me.role == "", rx.fragment(), rx.el.span(me.role, class_name="role")),
        *person_menu(me.name, me.initials, label="Agent", log_out=at_lms(SESSION_LOG_OUT)),
        class_name="top",
    )
