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
        return await show(self, page.methods)

    @rx.event
    async def make_default(self, method: int):
        def call(subject: Subject) -> None:
            with unit_of_work() as session:
                changing.make_default(session, subject, method)

        return await self._change(call)

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
            yield await self._change(lambda subject: changing.delete(subject, asked, gateway))
        finally:
            self.deleting = False

    @rx.event
    def close(self):
        self.asked, self.problem = Deletion(), ""

    async def _change(self, call: Callable[[Subject], None]) -> Any:
        self.problem = ""
        with use_language(language_of(self)):
            try:
                await for_subject(self, call)
            except NotLoggedIn:
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
                return None
        self.asked = Deletion()
        return MethodsState.load
