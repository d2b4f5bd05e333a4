"""An account's page in the LMS: key figures, who is tied to it, and its lists."""

import reflex as rx

from services.customers.words import agent_words
from services.errors import NotFound, NotLoggedIn, PortalError
from services.lms_accounts.lists import disputes_page, entries_page, statements_page
from services.lms_accounts.page import account_view, record_seen
from services.lms_accounts.views import AccountDisputes, AccountView, EntriesPage, StatementsPage
from state.lms.base import read, to_login, write
from state.page import last_part

_LISTS = {
    "transactions": ("entries", entries_page, EntriesPage()),
    "statements": ("statements", statements_page, StatementsPage()),
    "disputes": ("disputes", disputes_page, AccountDisputes()),
}
"""Of a tab: the var, what reads it, what is there without it."""


class LmsAccountState(rx.State):
    """`status`: loading, ready, missing, failed. `page`: of the tab's list, from 0.

    `listed`: the tab whose list was read; `problem` what stood against that.
    """

    view: AccountView = AccountView()
    status: str = "loading"
    tab: str = ""
    page: int = 0
    listed: str = ""
    entries: EntriesPage = EntriesPage()
    statements: StatementsPage = StatementsPage()
    disputes: AccountDisputes = AccountDisputes()
    problem: str = ""

    @rx.event
    async def load(self):
        """Read the account that the address names; who looks is in the log."""
        is_arrival = self.view.number != last_part(self)
        if is_arrival:
            self.reset()
        try:
            view = await read(self, account_view, last_part(self))
            if is_arrival:
                await write(self, record_seen, view.number)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            self.reset()
            self.status = "missing" if isinstance(error, NotFound) else "failed"
            return None
        if view != self.view:
            self.view = view
        self.status = "ready"
        asked = self.router.url.query_parameters.get("tab", "")
        tab = asked if asked in view.tabs else view.tabs[0]
        if tab != self.tab:
            self.tab, self.page = tab, 0
        return await self._list()

    @rx.event
    def show_tab(self, tab: str):
        if tab not in self.view.tabs:
            return None
        return rx.redirect(f"{self.router.url.path.rstrip('/')}/?tab={tab}", replace=True)

    @rx.event
    async def show_next(self):
        shown = getattr(self, _LISTS[self.tab][0]) if self.tab in _LISTS else None
        if shown is None or not shown.more:
            return None
        self.page += 1
        return await self._list()

    @rx.event
    async def show_previous(self):
        self.page = max(0, self.page - 1)
        return await self._list()

    async def _list(self):
        """What another tab listed is forgotten."""
        for tab, (name, _service, empty) in _LISTS.items():
            if tab != self.tab and getattr(self, name) != empty:
                setattr(self, name, empty)
        self.problem = ""
        if self.tab in _LISTS:
            name, service, _empty = _LISTS[self.tab]
            try:
                found = await read(self, service, self.view.number, self.page)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError as error:
                self.problem = agent_words(error)
                return None
            if found != getattr(self, name):
                setattr(self, name, found)
        self.listed = self.tab
        return None
