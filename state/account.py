"""An account's page."""

from typing import Any

import reflex as rx

from services.accounts.page import account_page
from services.accounts.tabs import tab_shown
from services.accounts.views import AccountPage
from state.page import empty, last_part, put, show

TABS: dict[str, Any] = {}
"""States of the tabs by key, filled by `pages/account.py`. Each has the events `load` (it is shown,
or the account was read again) and `leave` (it is shown no longer, and forgets)."""

DIALOGS: list[type[rx.State]] = []
"""States of the page's dialogs; filled there as well."""


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
        tab, before = self.tab, self.view.number
        ended = await show(self, account_page, last_part(self), missing="missing")
        asked = self.router.url.query_parameters.get("tab", "")
        built = tuple(key for key in self.view.tabs if key in TABS)
        put(self, tab=tab_shown(built, asked))
        is_another = before not in ("", self.view.number)
        if is_another:
            await self._put_away_dialogs()
        leaving = [TABS[tab].leave] if tab in TABS and (is_another or tab != self.tab) else []
        loading = [TABS[self.tab].load] if self.tab in TABS else []
        return [*leaving, *loading, *([ended] if ended else [])]

    @rx.event
    async def leave(self):
        """The next account's page must not begin with this one's figures."""
        leaving = [TABS[self.tab].leave] if self.tab in TABS else []
        empty(self)
        await self._put_away_dialogs()
        return leaving

    async def _put_away_dialogs(self) -> None:
        """They, and what they left on the page, belong to one account."""
        for kind in DIALOGS:
            empty(await self.get_state(kind))
