"""What a page with a number in its address shows before its script has run."""

import reflex as rx

from components.shell.localized import in_each_language
from components.shell.unstarted import unstarted_bar
from components.ui.button import link
from components.ui.card import card
from components.ui.icon import icon
from components.ui.layout import row, text
from components.ui.money import figures
from components.ui.page_header import page_header
from components.ui.parts import Component
from components.ui.skeleton import loading, loading_words, skeleton_line
from portal_app.routes import ACCOUNTS
from services.language import _, href


def page_fallback() -> Component:
    """For `rx.App(hydrate_fallback=…)`: the frame, and the account page's shape and words.

    One fallback serves all languages and both doors: it has each, and the style sheet shows the
    page's own. What is neither an account's page nor the agents' may not be there at all: a frame.
    """
    return rx.fragment(
        _frame(
            rx.el.div(*in_each_language(_account), class_name="at-accounts"),
            rx.el.div(*in_each_language(loading), class_name="at-others"),
            look="at-portal",
        ),
        _frame(unstarted_bar(), _agents(), look="lms at-lms"),
    )


def _frame(*content: Component, look: str) -> Component:
    mark = rx.el.span(class_name="mark")
    name = rx.el.span(class_name="lender-name")
    return rx.el.div(
        rx.el.div(rx.el.div(mark, name, class_name="logo"), class_name="top"),
        rx.el.main(*content, class_name="wrap"),
        class_name=f"page {look}",
    )


def _agents() -> Component:
    """In English, as all that agents read; its words are the page's first paint."""
    return loading(
        skeleton_line("12rem", "1.75rem"),
        card(
            text(
                "What you asked for is on its way. If this takes long, load the page again.",
                tone="muted",
            )
        ),
    )


def _account() -> Component:
    return rx.el.div(
        page_header(_("Account"), action=row(apart=True), back=back_to_accounts()),
        account_shape(),
        class_name="stack",
    )


def back_to_accounts() -> Component:
    return link(icon("chevron-left"), _("Back to accounts"), to=href(ACCOUNTS))


def account_shape() -> Component:
    """An account's figures while they are read."""
    figure = rx.el.div(
        skeleton_line("6rem", "0.95rem"),
        skeleton_line("8rem", "1.75rem"),
        class_name="figure stack g1",
    )
    return loading(
        figures(*[figure] * 4),
        card(text(loading_words(), tone="muted")),
    )
