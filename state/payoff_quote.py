"""The dialog *Payoff quote*."""

from dataclasses import replace

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.payoff_quotes.errors import QuoteDayRefused
from services.payoff_quotes.taking import show
from services.payoff_quotes.views import QuoteView
from state.page import for_subject, language_of, to_login


class PayoffQuoteState(rx.State):
    """`error` belongs to the field *Good through*, `problem` to all of it."""

    opened: bool = False
    view: QuoteView = QuoteView()
    error: str = ""
    problem: str = ""
    _number: object = ""

    @rx.event
    async def open(self, number: str):
        """Open for the account `number`, with today's quote."""
        self.reset()
        self._number, self.opened = number, True
        return await self._quote(None)

    @rx.event
    async def choose_day(self, day: str):
        """Quote for another day."""
        if not self.opened or day == self.view.day:
            return None
        return await self._quote(day if isinstance(day, str) else "")

    @rx.event
    def close(self):
        self.reset()

    async def _quote(self, day: str | None):
        self.error = self.problem = ""
        with use_language(language_of(self)):
            try:
                self.view = await for_subject(self, show, self._number, day)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except QuoteDayRefused as error:
                self.error = words(error)
                self.view = replace(self.view, day="", amount="")
            except PortalError as error:
                self.problem = words(error)
        return None
