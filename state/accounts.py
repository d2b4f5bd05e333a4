"""The accounts page."""

import reflex as rx

from services.accounts.overview import overview
from services.accounts.views import Overview
from state.page import show


class AccountsState(rx.State):
    """`status`: loading, ready, failed."""

    view: Overview = Overview()
    status: str = "loading"

    @rx.event
    async def load(self):
        """Read the page anew."""
        return await show(self, overview)
