"""The dialog *What if*: answers as it is typed; nothing is kept."""

from dataclasses import replace

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.money import InvalidAmount
from services.servicing.errors import NotPositive
from services.what_if.answer import Answer, Offer, answer, offer
from services.what_if.asked import Asked
from services.what_if.curves import Curve
from services.what_if.errors import DayOutOfRange, NotADay
from state.page import language_of, put, read, to_login
from state.pay import PayState, is_answer


class WhatIfState(rx.State):
    """`error` belongs to the amount, `day_error` to the date, `problem` to all of it.

    `curve` stays on the amortization chart when the dialog is closed.
    """

    opened: bool = False
    offer: Offer = Offer()
    way: str = "extra"
    answer: Answer = Answer()
    error: str = ""
    day_error: str = ""
    problem: str = ""
    curve: Curve = Curve()
    _asked: Asked = Asked("")

    @rx.event
    async def open(self, number: str):
        """Open for the account `number`."""
        self._empty()
        with use_language(language_of(self)):
            try:
                self.offer = await read(self, offer, number)
            except NotLoggedIn:
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
        self._asked, self.opened = Asked(number, on=self.offer.today), True
        return None

    @rx.event
    async def choose(self, way: str):
        """Another way of paying more: its fields begin empty."""
        if self.offer.account and is_answer(way):
            self.way = way
            self._asked = Asked(self._asked.number, way, on=self.offer.today)
            return await self._answer()
        return None

    @rx.event
    async def type_amount(self, amount: str):
        return await self._ask("amount", amount)

    @rx.event
    async def pick_day(self, day: str):
        return await self._ask("on", day)

    @rx.event
    async def pick_goal(self, day: str):
        return await self._ask("by", day)

    @rx.event
    def pay_now(self):
        """Close, and open the payment dialog with the amount."""
        number, amount = self._asked.number, self.answer.pay_now
        if not amount:
            return None
        self._empty()
        return PayState.open_custom(str(number), amount)

    @rx.event
    def close(self):
        self._empty()

    @rx.event
    def forget(self):
        """The curve too."""
        self.reset()

    def _empty(self) -> None:
        curve = self.curve
        self.reset()
        self.curve = curve

    async def _ask(self, part, value: object):
        if not self.offer.account or not is_answer(value):
            return None
        self._asked = self._asked.with_(part, value)
        return await self._answer()

    async def _answer(self):
        self.error = self.day_error = self.problem = ""
        found = Answer()
        with use_language(language_of(self)):
            try:
                if not self._asked.untouched:
                    found = await read(self, answer, self._asked)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except (InvalidAmount, NotPositive) as error:
                self.error = words(error)
            except (NotADay, DayOutOfRange) as error:
                self.day_error = words(error)
            except PortalError as error:
                self.problem = words(error)
        curve, found = found.curve, replace(found, curve=Curve())
        put(self, answer=found, curve=curve)
        return None
