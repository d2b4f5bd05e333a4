"""The dialog that posts a payment which the lender took in itself."""

import reflex as rx

from services.customers.words import agent_words
from services.errors import NotLoggedIn, PortalError
from services.language import formats
from services.money import parse_amount
from services.payments.by_lender import open_posting, post
from state.base import page_events
from state.forms import text_of
from state.lms.base import change, to_login

REFUSED = "lms:payment:refused"


class PostingState(rx.State):
    """`step`: "" (closed), amount, posted. `error` belongs to the field *Amount*."""

    step: str = ""
    number: str = ""
    payoff: str = ""
    day: str = ""
    error: str = ""
    problem: str = ""
    confirmation: str = ""
    amount: str = ""
    _key: str = ""

    @rx.event
    async def open(self, number: str):
        self.reset()
        try:
            opened, error = await change(self, REFUSED, open_posting, number)
        except NotLoggedIn:
            return to_login(self)
        self.step = "amount"
        if opened is None:
            self.problem = agent_words(error or PortalError())
            return None
        self._key, payoff, on = opened
        self.number, self.payoff, self.day = number, formats.money(payoff), formats.day(on)
        return None

    @rx.event
    async def post(self, form: dict):
        """Again for the same dialog: the same payment."""
        self.error = ""
        try:
            cents = parse_amount(text_of(form, "amount"))
            made, error = await change(self, REFUSED, post, self._key, cents)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as wrong:
            self.error = agent_words(wrong)
            return None
        if error is not None:
            self.error = agent_words(error)
            return None
        self.confirmation, self.amount, self.step = made or "", formats.money(cents), "posted"
        return page_events(self)

    @rx.event
    def close(self):
        self.reset()
