"""From one page of a list to the next."""

from typing import Any

import reflex as rx

from components.ui.button import button, button_link
from components.ui.layout import row
from components.ui.notice import live
from components.ui.parts import Component, Handler, Text
from services.language import _


def pages(has_previous: Any, has_next: Any, on_previous: Handler, on_next: Handler) -> Component:
    """*Previous* and *Next*; nothing where there is only one page. The first two are vars."""
    buttons = row(
        button(_("Previous"), on_click=on_previous, disabled=~has_previous),
        button(_("Next"), on_click=on_next, disabled=~has_next),
    )
    return rx.cond(has_previous | has_next, buttons, rx.fragment())


def page_links(
    previous: Any, following: Any, here: Any, *, labels: tuple[Text, Text], place: Any
) -> Component:
    """The same as addresses, so that each page is in the history; all three vars are addresses.

    `place` says which rows are shown, and is read out when it changes. A link that leads nowhere
    stays, leading `here`, so that whoever pressed it keeps the focus.
    """

    def leads(to: Any, label: Text) -> Component:
        return button_link(
            label,
            rx.cond(to == "", here, to),
            prevent_scroll_reset=True,
            custom_attrs={"aria-disabled": rx.cond(to == "", "true", "false")},
        )

    both = row(leads(previous, labels[0]), leads(following, labels[1]))
    shown = rx.cond((previous != "") | (following != ""), both, rx.fragment())
    return row(live(place), shown, between=True)
