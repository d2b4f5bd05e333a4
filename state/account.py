"""An account's page."""

import reflex as rx

from services.accounts.page import account_page
from services.accounts.views import AccountPage
from services.errors import NotFound, NotLoggedIn, PortalError
from services.language import use_language
from state.page import language_of, last_part, read, to_login


class AccountState(rx.State):
    """`status` of the page: loading, ready, missing (or not this borrower's), failed."""

    view: AccountPage = AccountPage()
    status: str = "loading"

    @rx.event
    async def load(self):
        """Read the account that the address names."""
        view, status = AccountPage(), "ready"
        with use_language(language_of(self)):
            try:
                view = await read(self, account_page, last_part(self))
            except NotLoggedIn:
                self.view, self.status = AccountPage(), "loading"
                return to_login(self)
            except NotFound:
                status = "missing"
            except PortalError:
                status = "failed"
        if view != self.view:
            self.view = view
        if status != self.status:
            self.status = status
        return None

    @rx.event
    def leave(self):
        """The next account's page must not begin with this one's figures."""
        self.reset()
