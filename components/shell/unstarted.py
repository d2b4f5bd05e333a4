"""The bar of a page whose JavaScript did not come: its forms work, the rest does not."""

import reflex as rx

from components.ui.form import NativeLink
from components.ui.parts import Component
from services.language import _


def unstarted_bar() -> Component:
    """Prerendered and hidden; shown by the script that starts the page (portal_app/first_paint)."""
    return rx.el.p(
        rx.el.span(_("This page did not load completely.")),
        NativeLink.create(_("Load it again"), href=""),
        role="alert",
        hidden=True,
        class_name="offline unstarted",
    )
