"""The frame of the agents' pages: denser than a borrower's, and never mistaken for it."""

import reflex as rx

from components.lms.navigation import top_bar
from components.shell import framed, split
from components.shell.preferences import theme_select
from components.ui.parts import Child, Component
from state.lms.me import MeState


def agents_page(*content: Child, current: str) -> Component:
    """A page behind the agents' log-in. `current`: a key of `navigation.PLACES`."""
    return framed(top_bar(current, MeState.view), *content, foot=_foot(), look="lms")


def agents_split(*content: Child) -> Component:
    """The agents' log-in and its relatives."""
    pitch = rx.el.div(
        rx.el.p("Loan management"),
        rx.el.p("For agents only. What you see and change is in the audit log."),
        class_name="pitch",
    )
    return split(pitch, *content, foot=_foot(), look="lms")


def _foot() -> Component:
    return rx.el.footer(rx.el.span("Loan management"), theme_select(), class_name="foot")
