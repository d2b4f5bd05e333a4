"""The tab Summary of an installment account."""

import reflex as rx

from services.account_summary.page import account_summary
from services.account_summary.views import Summary
from state.page import last_part, show


class SummaryState(rx.State):
    """`status`: loading, ready, failed."""

    view: Summary = Summary()
    status: str = "loading"

    @rx.event
    async def load(self):
        """Read it for the account that the address names."""
        return await show(self, account_summary, last_part(self))

    @rx.event
    def leave(self):
        self.reset()
