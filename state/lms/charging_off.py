"""The dialog that charges an account off."""

import reflex as rx

from services.customers.words import agent_words
from services.errors import InvalidInput, NotLoggedIn, PortalError
from services.lms_accounts.charging_off import ToChargeOff, charge_off, what_is_charged_off
from state.base import page_events
from state.forms import text_of
from state.lms.base import change, to_login

REFUSED = "lms:account:refused"


class ChargingOffState(rx.State):
    """`step`: "" (closed), asked, done. `error` belongs to the field *Reason*."""

    step: str = ""
    asked: ToChargeOff = ToChargeOff()
    error: str = ""
    problem: str = ""
    written_off: str = ""

    @rx.event
    async def open(self, number: str):
        self.reset()
        try:
            found, error = await change(self, REFUSED, what_is_charged_off, number)
        except NotLoggedIn:
            return to_login(self)
        self.step = "asked"
        if found is None:
            self.problem = agent_words(error or PortalError())
            return None
        self.asked = found
        return None

    @rx.event
    async def charge_off(self, form: dict):
        """Only what the open dialog asks about."""
        if self.step != "asked" or not self.asked.number:
            return None
        self.error, self.problem = "", ""
        reason = text_of(form, "reason", 400)
        try:
            done, error = await change(self, REFUSED, charge_off, self.asked.number, reason)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        if isinstance(error, InvalidInput):
            self.error = agent_words(error)
            return None
        if error is not None:
            self.problem = agent_words(error)
            return None
        self.written_off, self.step = done or "", "done"
        return page_events(self)

    @rx.event
    def close(self):
        self.reset()
