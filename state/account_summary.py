"""The tab Summary of an installment account."""

import reflex as rx

from services.account_summary.page import account_summary
from services.account_summary.views import Summary
from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from state.page import language_of, last_part, read, to_login


class SummaryState(rx.State):
    """`status`: loading, ready, failed."""

    view: Summary = Summary()
    status: str = "loading"

    @rx.event
    async def load(self):
        """Read it for the account that the address names."""
        view, status = Summary(), "ready"
        with use_language(language_of(self)):
            try:
                view = await read(self, account_summary, last_part(self))
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError:
                status = "failed"
        if view != self.view:
            self.view = view
        if status != self.status:
            self.status = status
        return None

    @rx.event
    def leave(self):
        self.reset()
