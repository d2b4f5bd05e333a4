"""The dialog *See Breakdown*: a page of rows at a time."""

from typing import Any

import reflex as rx

from services.account_summary.breakdown_pages import breakdown_page
from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from state.page import language_of, last_part, read, to_login


class BreakdownState(rx.State):
    """`at` counts pages from 0; `file` is the address of the whole."""

    shown: bool = False
    names: tuple[str, ...] = ()
    at: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    file: str = ""
    problem: str = ""

    @rx.event
    async def open(self):
        """At the page of today, for the account that the address names."""
        self.reset()
        self.shown = True
        return await self._read(None)

    @rx.event
    async def show(self, page: str):
        """Page number `page`, as the list of years says it."""
        if not self.shown or not isinstance(page, str) or not page.isdecimal() or len(page) > 4:
            return None
        return await self._read(int(page))

    @rx.event
    async def turn(self, by: int):
        """`by`: 1 or -1."""
        if not self.shown or by not in (1, -1):
            return None
        return await self._read(min(max(0, self.at + by), len(self.names) - 1))

    @rx.event
    def close(self):
        self.reset()

    async def _read(self, page: int | None) -> Any:
        with use_language(language_of(self)):
            try:
                view = await read(self, breakdown_page, last_part(self), page)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError as error:
                self.rows, self.problem = (), words(error)
                return None
        self.rows, self.at, self.problem = view.rows, view.at, ""
        if self.names != view.names:
            self.names, self.file = view.names, view.file
        return None
