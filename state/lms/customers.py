"""The page *Customers* of the LMS: what is searched is the query of its address."""

from urllib.parse import urlencode

import reflex as rx

from portal_app.routes import LMS_CUSTOMERS, lms_account
from services.customers.search import Place, record_search, search
from services.customers.views import CustomerRow
from services.errors import NotLoggedIn, PortalError
from services.language.words import words
from services.lms_accounts.page import account_at
from state.lms.base import read, to_login, write


class CustomersState(rx.State):
    """`typed` is what the list was searched for.

    `account`: address of the account whose number was typed.
    """

    rows: tuple[CustomerRow, ...] = ()
    typed: str = ""
    page: int = 0
    has_next: bool = False
    loaded: bool = False
    problem: str = ""
    account: str = ""
    _next: Place | None = None
    _pages: tuple[Place | None, ...] = (None,)

    @rx.event
    async def load(self):
        """Search anew for what the address says; a search is an entry of the log."""
        self.typed = self._asked()
        self._pages = (None,)
        return await self._show(0, self.typed != "")

    @rx.event
    def search(self, typed: str):
        """The address follows the field, so that Back and a shared link find the same.

        After a reload the state may still hold the former search, and the address the next one:
        nothing is to be done only when both say what was typed.
        """
        if not isinstance(typed, str) or typed == self.typed == self._asked():
            return None
        self.typed = typed
        query = f"?{urlencode({'q': typed})}" if typed else ""
        return rx.redirect(f"{LMS_CUSTOMERS}/{query}", replace=True)

    @rx.event
    async def show_next(self):
        if self._next is None:
            return None
        self._pages = (*self._pages[: self.page + 1], self._next)
        return await self._show(self.page + 1)

    @rx.event
    async def show_previous(self):
        return await self._show(max(0, self.page - 1))

    def _asked(self) -> str:
        return self.router.url.query_parameters.get("q", "")

    async def _show(self, page: int, is_new_search: bool = False):
        try:
            found = await read(self, search, self.typed, self._pages[page])
            number = await read(self, account_at, self.typed)
            if is_new_search:
                await write(self, record_search, self.typed)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            self.problem, self.loaded = words(error), True
            return None
        if found.rows != self.rows:
            self.rows = found.rows
        self.account = lms_account(number) if number else ""
        self.page, self._next, self.has_next = page, found.next, found.next is not None
        self.loaded, self.problem = True, ""
        return None
