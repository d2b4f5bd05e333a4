"""The dialog *Verify bank account*: its two deposits are told."""

from typing import Any

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.payment_methods import verifying
from services.payment_methods.errors import NotAMicroEntry
from services.payments import gateways
from state.methods import MethodsState
from state.page import for_subject, language_of, to_login


class VerifyMethodState(rx.State):
    """`method`: the account's id and name; 0: closed. `first`, `second`: what is wrong there."""

    method: int = 0
    name: str = ""
    first: str = ""
    second: str = ""
    problem: str = ""

    @rx.event
    async def open(self, method: int):
        """Only one that is listed; whose it is, the service asks."""
        self.reset()
        methods = await self.get_state(MethodsState)
        for tile in methods.view.tiles:
            if tile.id == method and tile.may_verify:
                self.method, self.name = tile.id, tile.name

    @rx.event
    async def verify(self, form: dict[str, Any]):
        if not self.method or not isinstance(form, dict):
            return None
        self.first = self.second = self.problem = ""
        typed = form.get("first"), form.get("second")
        with use_language(language_of(self)):
            try:
                await for_subject(self, verifying.verify, self.method, *typed, gateways.current())
            except NotLoggedIn:
                return to_login(self)
            except NotAMicroEntry as error:
                self.first = words(error) if "first" in error.fields else ""
                self.second = words(error) if "second" in error.fields else ""
                return None
            except PortalError as error:
                self.problem = words(error)
                return MethodsState.load
        self.reset()
        return MethodsState.load

    @rx.event
    def close(self):
        self.reset()
