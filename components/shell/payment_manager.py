"""The pages of the Payment Manager, above each of them."""

from collections.abc import Callable

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.ui.parts import Component
from portal_app.routes import PAYMENT_METHODS
from services.language import _, href

_PAGES: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("methods", lambda: _("Payment methods"), PAYMENT_METHODS),
)
"""Key, label, path; only pages that exist."""


def payment_manager_nav(current: str) -> Component:
    """`current`: the key of the page that it stands on."""
    links = [
        router_link(
            label(),
            to=href(path),
            custom_attrs={"aria-current": "page"} if key == current else {},
        )
        for key, label, path in _PAGES
    ]
    return rx.el.nav(*links, class_name="subnav", aria_label=_("Payment Manager"))
