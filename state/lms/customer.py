"""A customer's page in the LMS: the profile, and what is done about it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from services.customers import access, records
from services.customers.page import customer_page, record_seen
from services.customers.views import CustomerView
from services.customers.words import agent_words
from services.errors import NotFound, NotLoggedIn, PortalError
from state.forms import text_of
from state.lms.base import change, read, to_login, write
from state.page import last_part

TABS = ("profile", "links", "disputes")


class CustomerState(rx.State):
    """`status`: loading, ready, missing, failed. `said`: what was done; `asks`: the open question.

    `asks` is "", reset or withdraw; `problem` says what stood against it.
    """

    view: CustomerView = CustomerView()
    status: str = "loading"
    tab: str = "profile"
    said: str = ""
    problem: str = ""
    asks: str = ""

    @rx.event
    async def load(self):
        """Read the customer that the address names; who looks is in the log."""
        tab = self.router.url.query_parameters.get("tab", "")
        self.tab = tab if tab in TABS else TABS[0]
        if str(self.view.id) != last_part(self):
            self.view, self.status = CustomerView(), "loading"
            self.said, self.problem, self.asks = "", "", ""
            return await self._read(is_arrival=True)
        return await self._read()

    @rx.event
    def show_tab(self, tab: str):
        if tab not in TABS:
            return None
        return rx.redirect(f"{self.router.url.path.rstrip('/')}/?tab={tab}", replace=True)

    @rx.event
    async def set_flag(self, flag: str, on: bool):
        return await self._do("lms:customer:refused", "Saved.", records.set_flag, flag, on)

    @rx.event
    async def set_step(self, step: str):
        return await self._do("lms:customer:refused", "Saved.", records.set_second_step, step)

    @rx.event
    async def grant(self):
        return await self._do("lms:access:refused", "Portal access granted.", access.grant)

    @rx.event
    async def withdraw(self):
        said = "Portal access withdrawn; open sessions have ended."
        return await self._do("lms:access:refused", said, access.withdraw)

    @rx.event
    async def send_link(self):
        said = "A link to set a password is on its way. It works once, for 30 minutes."
        return await self._do("lms:link:refused", said, access.send_link)

    @rx.event
    async def reset_step(self, form: dict):
        said = "The second step was reset. It is set up anew at the next log-in."
        reason = text_of(form, "reason", 400)
        return await self._do(
            "lms:second_step:refused", said, access.reset_second_step, reason, keeps="reset"
        )

    @rx.event
    async def end_sessions(self):
        said = "All sessions have ended."
        return await self._do("lms:session:refused", said, access.end_sessions)

    @rx.event
    async def end_session(self, session: int):
        said = "The session has ended."
        return await self._do("lms:session:refused", said, access.end_session, session)

    @rx.event
    async def revoke_device(self, device: int):
        said = "The device needs the second step again."
        return await self._do("lms:access:refused", said, access.revoke_device, device)

    @rx.event
    def ask(self, question: str):
        self.asks = question if question in ("reset", "withdraw") else ""
        self.said, self.problem = "", ""

    async def _do(
        self, refused: str, said: str, service: Callable[..., Any], *args: object, keeps: str = ""
    ):
        """`keeps`: the question that stays open when something stood against it."""
        try:
            _done, error = await change(self, refused, service, self.view.id, *args)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        self.problem = agent_words(error) if error else ""
        self.said = "" if error else said
        self.asks = keeps if error else ""
        return await self._read()

    async def _read(self, is_arrival: bool = False):
        try:
            view = await read(self, customer_page, last_part(self))
            if is_arrival:
                await write(self, record_seen, view.id)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            self.view = CustomerView()
            self.status = "missing" if isinstance(error, NotFound) else "failed"
            return None
        if view != self.view:
            self.view = view
        self.status = "ready"
        return None
