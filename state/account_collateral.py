"""The tab Collateral of an installment account's page."""

import reflex as rx

from services.collateral.page import PAGE, collateral_page
from services.collateral.views import CollateralPage
from state.page import last_part, show

MOST_SKIPPED = 100


class CollateralState(rx.State):
    """`status`: loading, ready, failed. `skipped`: items before those that are shown."""

    view: CollateralPage = CollateralPage()
    status: str = "loading"
    skipped: int = 0

    @rx.event
    async def load(self):
        """Read it for the account that the address names."""
        return await self._show()

    @rx.event
    async def next_page(self):
        if self.view.more and self.skipped < MOST_SKIPPED:
            self.skipped += PAGE
        return await self._show()

    @rx.event
    async def previous_page(self):
        self.skipped = max(0, self.skipped - PAGE)
        return await self._show()

    @rx.event
    def leave(self):
        self.reset()

    async def _show(self):
        return await show(self, collateral_page, last_part(self), self.skipped)
