"""The amount field of the minimum-payment truth, on the tab Statements."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.money import AmountProblem, InvalidAmount
from services.statements.truth import answer
from services.statements.views import Answer
from state.page import language_of, last_part, put, read, to_login


class TruthState(rx.State):
    """`answer` is for the amount in the field; `error` belongs to that field."""

    answer: Answer = Answer()
    error: str = ""
    _amount: object = ""

    @rx.event
    async def load(self):
        """Once more for what was typed: the balance may have changed."""
        return await self._look() if self._amount else None

    @rx.event
    async def pay(self, amount: str):
        """What paying `amount` a month would do; an empty field asks nothing."""
        self._amount = amount
        return await self._look()

    @rx.event
    def leave(self):
        self.reset()

    async def _look(self):
        found, error = Answer(), ""
        with use_language(language_of(self)):
            try:
                found = await read(self, answer, last_part(self), self._amount)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except InvalidAmount as invalid:
                error = "" if invalid.problem is AmountProblem.EMPTY else words(invalid)
            except PortalError as refused:
                error = words(refused)
        put(self, answer=found, error=error)
        return None
