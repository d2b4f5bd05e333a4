"""The dialog *See Breakdown*: a page of rows at a time."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from services.account_summary.breakdown_pages import breakdown_page
from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from state.page import language_of, last_part, put, read, to_login


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
        async for ended in self._read(None):
            yield ended

    @rx.event
    async def show(self, page: str):
        """Page number `page`, as the list of years says it."""
        if not self.shown or not isinstance(page, str) or not page.isdecimal() or len(page) > 4:
            return
        async for ended in self._read(int(page)):
            yield ended

    @rx.event
    async def turn(self, by: int):
        """`by`: 1 or -1."""
        if not self.shown or by not in (1, -1):
            return
        async for ended in self._read(min(max(0, self.at + by), len(self.names) - 1)):
            yield ended

    @rx.event
    def close(self):
        self.reset()

    async def _read(self, page: int | None) -> AsyncIterator[Any]:
        """The rows, and then what leads to others, if that has changed: each answer is small."""
        with use_language(language_of(self)):
            try:
                view = await read(self, breakdown_page, last_part(self), page)
            except NotLoggedIn:
                self.reset()
                yield to_login(self)
                return
            except PortalError as error:
                self.rows, self.problem = (), words(error)
                return
        put(self, rows=view.rows, at=view.at, problem="")
        yield None
        put(self, names=view.names, file=view.file)
