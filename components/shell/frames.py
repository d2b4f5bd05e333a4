"""The kinds of page: behind log-in, open, log-in itself, and one that is not there."""

import reflex as rx

from components.shell.connection import connection_bar
from components.shell.footer import footer
from components.shell.lender import logo
from components.shell.navigation import top_bar
from components.shell.unstarted import unstarted_bar
from components.ui.form import NativeLink
from components.ui.parts import Child, Component, Text, classes
from portal_app.routes import LOGIN
from services.language import _
from state.visitor import VisitorState

_MAIN = "main"


def private_page(
    *content: Child,
    current: str,
    customer: Text = VisitorState.name,
    initials: Text = VisitorState.initials,
) -> Component:
    """A page with the navigation. `current`: "accounts". `customer`: the name on the menu button.

    Nothing private may be prerendered: both vars are "" until the socket has answered.
    """
    return framed(top_bar(current, customer, initials), *content, foot=footer())


def framed(top: Component, *content: Child, foot: Component, look: str = "") -> Component:
    """Skip link, bars, landmark, end. `look`: a class beside "page"."""
    return rx.el.div(
        _skip_link(),
        unstarted_bar(),
        connection_bar(),
        top,
        _main(*content, class_name="wrap"),
        foot,
        class_name=classes("page", look),
    )


def public_page(*content: Child) -> Component:
    """A page that anyone may read; the lender's name leads to log-in."""
    return rx.el.div(
        _skip_link(),
        unstarted_bar(),
        rx.el.header(logo(LOGIN), class_name="top"),
        _main(*content, class_name="wrap"),
        footer(),
        class_name="page",
    )


def bare_page(*content: Child) -> Component:
    """Of no language: the lender's name, and `in_each_language(…)`."""
    return rx.el.div(
        rx.el.header(logo(), class_name="top"),
        _main(*content, class_name="wrap"),
        class_name="page",
    )


def split_page(*content: Child) -> Component:
    """Log-in and its relatives: what the portal is at the left, a narrow column at the right."""
    pitch = (
        rx.el.p(_("Every loan, payment and statement, in one calm place.")),
        rx.el.p(
            _(
                "See what you owe and why, pay in seconds,"
                " and change your mind until the day it runs."
            )
        ),
    )
    return split(rx.el.div(*pitch, class_name="pitch"), *content, foot=footer())


def split(pitch: Child, *content: Child, foot: Component, look: str = "") -> Component:
    return rx.el.div(
        _skip_link(),
        unstarted_bar(),
        rx.el.header(logo(), pitch, class_name="panel"),
        _main(rx.el.div(*content, class_name="narrow stack")),
        foot,
        class_name=classes("split", look),
    )


def _skip_link() -> Component:
    return NativeLink.create(_("Skip to content"), href=f"#{_MAIN}", class_name="btn primary skip")


def _main(*content: Child, class_name: str | None = None) -> Component:
    return rx.el.main(*content, id=_MAIN, tab_index=-1, class_name=class_name)
