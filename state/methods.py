"""The page *Payment methods*: the list, make default, delete."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from services.database import unit_of_work
from services.errors import NotFound, NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.payment_methods import changing, page
from services.payment_methods.page import Deletion, Methods
from services.payments import gateways
from services.subject import Subject
from state.page import for_subject, language_of, read, show, to_login


class MethodsState(rx.State):
    """`status`: loading, ready, failed. `asked`: what is about to be deleted; its id 0: nothing."""

    view: Methods = Methods()
    status: str = "loading"
    asked: Deletion = Deletion()
    problem: str = ""
    deleting: bool = False

    @rx.event
    async def load(self):
        """The page that is shown, or the first when a method is new."""
        return await self._show(self.view.skipped)

    @rx.event
    async def next_page(self):
        return await self._show(self.view.skipped + page.PAGE)

    @rx.event
    async def previous_page(self):
        return await self._show(self.view.skipped - page.PAGE)

    @rx.event
    async def make_default(self, method: int):
        def call(subject: Subject) -> None:
            with unit_of_work() as session:
                changing.make_default(session, subject, method)

        return await self._change(call, MethodsState.load_first)

    @rx.event
    async def load_first(self):
        """Where the default is."""
        return await self._show(0)

    @rx.event
    async def ask_to_delete(self, method: int):
        """What depends on it is said first."""
        self.problem = ""
        with use_language(language_of(self)):
            try:
                self.asked = await read(self, page.deletion, method)
            except NotLoggedIn:
                return to_login(self)
            except NotFound:
                return MethodsState.load
            except PortalError as error:
                self.problem = words(error)
        return None

    @rx.event
    async def delete(self):
        if not self.asked.id:
            return
        self.deleting = True
        yield
        try:
            asked, gateway = self.asked.id, gateways.current()
            follow = await self._change(lambda subject: changing.delete(subject, asked, gateway))
        finally:
            self.deleting = False
        yield follow

    @rx.event
    def close(self):
        self.asked, self.problem = Deletion(), ""

    async def _show(self, skipped: int) -> Any:
        return await show(self, page.methods, skipped, self.view.newest)

    async def _change(self, call: Callable[[Subject], None], then: Any = None) -> Any:
        self.problem = ""
        with use_language(language_of(self)):
            try:
                await for_subject(self, call)
            except NotLoggedIn:
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
                return None
        if self.asked.id:
            self.asked = Deletion()
        return then or MethodsState.load
