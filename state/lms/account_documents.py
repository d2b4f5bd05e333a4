"""The tab *Documents* of an account in the LMS. The files themselves travel over HTTP."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from services.audit import record_refusal
from services.customers.words import agent_words
from services.documents import removing
from services.documents.sections import LENDERS_SECTIONS
from services.errors import NotAllowed, NotLoggedIn, PortalError
from services.lms_accounts.filed import MOST_PAGES, filed_page
from services.lms_accounts.views import FiledPage
from state.lms.base import for_agent, show, shows_tab, to_login
from state.page import last_part, put

REFUSED = "lms:document:refused"


class LmsDocumentsState(rx.State):
    """`asks`: "" (nothing), new, or the key of the document that would be removed.

    `section`, `visible`: of what is added next. `sending`: a file is on its way.
    """

    documents: FiledPage = FiledPage()
    loaded: bool = False
    page: int = 0
    asks: str = ""
    asked_name: str = ""
    section: str = "other"
    visible: bool = True
    problem: str = ""
    sending: bool = False
    _of: str = ""

    @rx.event
    async def load(self):
        """The documents of the account that the address names, when their tab is shown."""
        return await self._read() if shows_tab(self, "documents") else None

    @rx.event
    async def show(self, key: str, on: bool):
        """Whether borrowers see it."""
        return await self._do(removing.show, key, on is True)

    @rx.event
    async def remove(self):
        return await self._do(removing.delete_for_lender, self.asks)

    @rx.event
    def ask_new(self):
        put(self, asks="new", problem="", sending=False)

    @rx.event
    def tell_sending(self, sending: bool):
        put(self, sending=sending is True)

    @rx.event
    def ask_remove(self, key: str):
        named = [one.name for one in self.documents.rows if one.key == key]
        if named:
            self.asks, self.asked_name, self.problem = key, named[0], ""

    @rx.event
    def choose_section(self, section: str):
        self.section = section if section in LENDERS_SECTIONS else "other"

    @rx.event
    def choose_visible(self, on: bool):
        self.visible = on is True

    @rx.event
    def close(self):
        put(self, asks="", asked_name="", problem="", sending=False)

    @rx.event
    async def show_next(self):
        if self.documents.more and self.page < MOST_PAGES - 1:
            self.page += 1
        return await self._read()

    @rx.event
    async def show_previous(self):
        self.page = max(0, self.page - 1)
        return await self._read()

    async def _do(self, service: Callable[..., Any], *args: object):
        """The service's unit of work is its own: the file goes after it."""
        self.problem = ""
        try:
            await for_agent(self, service, last_part(self), *args)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            if isinstance(error, NotAllowed):
                await for_agent(self, record_refusal, REFUSED)
            self.problem = agent_words(error)
            return None
        self.asks = self.asked_name = ""
        return await self._read()

    async def _read(self):
        return await show(self, "documents", filed_page, last_part(self), self.page)
