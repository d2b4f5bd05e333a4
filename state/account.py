"""An account's page."""

from typing import Any

import reflex as rx

from services.accounts.page import account_page
from services.accounts.tabs import tab_shown
from services.accounts.views import AccountPage
from services.errors import NotFound, NotLoggedIn, PortalError
from services.language import use_language
from state.page import language_of, last_part, read, to_login

TABS: dict[str, Any] = {}
"""States of the tabs by key, filled by `pages/account.py`. Each has the events `load` (it is shown,
or the account was read again) and `leave` (it is shown no longer, and forgets)."""


class AccountState(rx.State):
    """`status` of the page: loading, ready, missing (or not this borrower's), failed.

    `tab` is the one shown; its own state reads what it shows.
    """

    view: AccountPage = AccountPage()
    status: str = "loading"
    tab: str = ""

    @rx.event
    async def load(self):
        """Read the account that the address names, and which tab."""
        view, status = AccountPage(), "ready"
        with use_language(language_of(self)):
            try:
                view = await read(self, account_page, last_part(self))
            except NotLoggedIn:
                emptied = self._show("")
                self.view, self.status = AccountPage(), "loading"
                return [*emptied, to_login(self)]
            except NotFound:
                status = "missing"
            except PortalError:
                status = "failed"
        if view != self.view:
            self.view = view
        if status != self.status:
            self.status = status
        return self._show(tab_shown(view.tabs, self.router.url.query_parameters.get("tab", "")))

    def _show(self, tab: str) -> list[Any]:
        """The events that fill it, after those that empty the one before."""
        left, self.tab = self.tab, tab
        leaving = [TABS[left].leave] if left in TABS and left != tab else []
        return [*leaving, TABS[tab].load] if tab in TABS else leaving

    @rx.event
    def leave(self):
        """The next account's page must not begin with this one's figures."""
        emptied = self._show("")
        self.reset()
        return emptied
