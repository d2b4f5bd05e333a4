"""A thing with its figures in one line, its actions at the end; stacked on a phone."""

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.ui.badge import tile
from components.ui.icon import icon as draw
from components.ui.parts import Child, Component, Text


def record(lead: Child, *figures: Child, actions: Child) -> Component:
    """`lead`: `record_lead(…)`; up to three figures; `actions`: `record_actions(…)`."""
    return rx.el.div(
        lead,
        rx.el.div(*figures, class_name="record-figures"),
        actions,
        class_name="record",
    )


def record_lead(icon: str | Child, title: Child, number: Text, badge: Child) -> Component:
    """Drawing, name with its number, status. `icon`: a name, or a tile chosen by a var."""
    return rx.el.div(
        tile(icon) if isinstance(icon, str) else icon,
        rx.el.div(title, " ", rx.el.span(number, class_name="faint small"), class_name="title"),
        badge,
        class_name="record-lead",
    )


def record_actions(*items: Child) -> Component:
    return rx.el.div(*items, class_name="record-actions")


def details_link(label: Text, to: Text) -> Component:
    """An arrow on a wide screen, a button with its word on a phone; named `label` on both."""
    return router_link(
        rx.el.span(label),
        draw("chevron-right"),
        to=to,
        class_name="btn secondary details",
    )
