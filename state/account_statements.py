"""The tab Statements of a line of credit: its cycles, their delivery, what repaying takes."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.statements.delivery import change, delivery, disclosure
from services.statements.page import statement_page
from services.statements.truth import truth
from services.statements.views import Delivery, StatementPage, Truth
from state.forms import is_checked
from state.page import for_subject, language_of, last_part, put, read, show, to_login
from state.truth import TruthState


class StatementsState(rx.State):
    """`status`: loading, ready, failed. `page` counts from 0; `problem` is of the delivery."""

    view: StatementPage = StatementPage()
    truth: Truth = Truth()
    delivery: Delivery = Delivery()
    disclosure: tuple[str, ...] = ()
    status: str = "loading"
    page: int = 0
    problem: str = ""
    _below: tuple[int | None, ...] = (None,)

    @rx.event
    async def load(self):
        """For the account that the address names; in parts, which keeps each answer small."""
        self._below, self.page = (None,), 0
        yield await self._read_beside()
        yield await self._show(0)
        yield TruthState.load

    @rx.event
    async def show_next(self):
        if not self.view.below:
            return None
        self._below = (*self._below[: self.page + 1], self.view.below)
        return await self._show(self.page + 1)

    @rx.event
    async def show_previous(self):
        return await self._show(max(0, self.page - 1))

    @rx.event
    async def show_disclosure(self):
        """What there is to agree to; again, to put it away."""
        if self.disclosure:
            self.disclosure, self.problem = (), ""
            return None
        with use_language(language_of(self)):
            try:
                self.disclosure = await read(self, disclosure)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
        return None

    @rx.event
    async def agree(self, form: dict):
        return await self._change(True, is_checked(form, "could_open"))

    @rx.event
    async def choose_paper(self):
        return await self._change(False, False)

    @rx.event
    def leave(self):
        self.reset()
        return TruthState.leave

    async def _change(self, electronic: bool, could_open: bool):
        self.problem = ""
        with use_language(language_of(self)):
            try:
                await for_subject(self, change, last_part(self), electronic, could_open)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
                return None
        self.disclosure = ()
        return await self._read_beside()

    async def _show(self, page: int):
        ended = await show(self, statement_page, last_part(self), self._below[page])
        put(self, page=0 if ended else page)
        return ended

    async def _read_beside(self):
        """What stands above and below the cycles."""
        with use_language(language_of(self)):
            try:
                told = await read(self, truth, last_part(self))
                chosen = await read(self, delivery, last_part(self))
            except PortalError:
                return None
        put(self, truth=told, delivery=chosen)
        return None
