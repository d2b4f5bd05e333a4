"""The tab Documents of an account's page. The files themselves travel over HTTP."""

from typing import Any

import reflex as rx

from services.documents.page import documents_page
from services.documents.removing import delete
from services.documents.views import DocumentLine, DocumentsPage
from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from state.page import for_subject, language_of, last_part, put, show, to_login

MOST_PAGES = 200


class DocumentsState(rx.State):
    """`status`: loading, ready, failed. `dialog`: "" (none), new, view, delete.

    `sending`: a file is on its way.
    """

    view: DocumentsPage = DocumentsPage()
    status: str = "loading"
    dialog: str = ""
    chosen: DocumentLine = DocumentLine("", "", "")
    problem: str = ""
    sending: bool = False
    has_previous: bool = False
    _starts: tuple[str, ...] = ("",)
    """Where the pages up to this one begin."""

    @rx.event
    async def load(self):
        """Read the page that is shown, for the account that the address names."""
        return await self._show(self._starts)

    @rx.event
    async def next_page(self):
        if self.view.after and len(self._starts) < MOST_PAGES:
            return await self._show((*self._starts, self.view.after))
        return None

    @rx.event
    async def previous_page(self):
        return await self._show(self._starts[:-1] or ("",))

    @rx.event
    def leave(self):
        self.reset()

    @rx.event
    def open_new(self):
        if self.status == "ready":
            put(self, dialog="new", sending=False)

    @rx.event
    def tell_sending(self, sending: bool):
        """Whether a file is on its way."""
        put(self, sending=sending is True)

    @rx.event
    def look(self, key: str):
        if self._choose(key) and self.chosen.view:
            self.dialog = "view"

    @rx.event
    def ask_delete(self, key: str):
        if self._choose(key) and self.chosen.own:
            self.problem, self.dialog = "", "delete"

    @rx.event
    async def delete(self):
        """The chosen one; whose it is, the service asks."""
        if self.dialog != "delete":
            return None
        with use_language(language_of(self)):
            try:
                await for_subject(self, delete, last_part(self), self.chosen.key)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
                return None
        self.dialog = ""
        return await self._show(self._starts)

    @rx.event
    def close(self):
        put(self, dialog="", problem="", sending=False)

    def _choose(self, key: object) -> bool:
        """Only one that is listed."""
        listed = [line for group in self.view.groups for line in group.lines if line.key == key]
        if listed and self.chosen != listed[0]:
            self.chosen = listed[0]
        return bool(listed)

    async def _show(self, starts: tuple[str, ...]) -> Any:
        ended = await show(self, documents_page, last_part(self), starts[-1])
        if not ended:
            self._starts = starts
            put(self, has_previous=len(starts) > 1)
        return ended
