"""The tab *Links & Access*: a customer's accounts, their switches, linking and unlinking."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from services.customers import links
from services.customers.linked import linked
from services.customers.views import LinkedPage
from services.customers.words import agent_words
from services.errors import InvalidInput, NotLoggedIn
from state.forms import text_of
from state.lms.base import change, show, shows_tab, to_login
from state.lms.customer import CustomerState
from state.page import last_part

REFUSED = "lms:access:refused"


class LinksState(rx.State):
    """`asks` is "", link or unlink; then `number` is the account that would be unlinked."""

    accounts: LinkedPage = LinkedPage()
    loaded: bool = False
    page: int = 0
    asks: str = ""
    number: str = ""
    problem: str = ""
    field_problem: str = ""
    _of: str = ""
    _starts: tuple[str, ...] = ("",)

    @rx.event
    async def load(self):
        """The accounts of the customer that the address names, when their tab is shown."""
        return await self._read() if shows_tab(self, "links") else None

    @rx.event
    async def switch(self, number: str, access: str, on: bool):
        return await self._do(links.switch, number, access, on)

    @rx.event
    async def set_role(self, number: str, role: str):
        return await self._do(links.set_role, number, role)

    @rx.event
    async def link(self, form: dict):
        number, role = text_of(form, "number"), text_of(form, "role")
        return await self._do(links.link, number, role, keeps="link")

    @rx.event
    async def unlink(self):
        return await self._do(links.unlink, self.number, keeps="unlink")

    @rx.event
    def ask_link(self):
        self.asks, self.number, self.problem, self.field_problem = "link", "", "", ""

    @rx.event
    def ask_unlink(self, number: str):
        if isinstance(number, str):
            self.asks, self.number, self.problem = "unlink", number[:40], ""

    @rx.event
    def close(self):
        self.asks, self.number, self.problem, self.field_problem = "", "", "", ""

    @rx.event
    async def show_next(self):
        if not self.accounts.more:
            return None
        self._starts = (*self._starts[: self.page + 1], self.accounts.rows[-1].number)
        self.page += 1
        return await self._read()

    @rx.event
    async def show_previous(self):
        self.page = max(0, self.page - 1)
        return await self._read()

    async def _do(self, service: Callable[..., Any], *args: object, keeps: str = ""):
        customer = (await self.get_state(CustomerState)).view.id
        try:
            _done, error = await change(self, REFUSED, service, customer, *args)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        about_field = isinstance(error, InvalidInput)
        self.problem = agent_words(error) if error and not about_field else ""
        self.field_problem = agent_words(error) if error and about_field else ""
        self.asks = keeps if error else ""
        return await self._read()

    async def _read(self):
        return await show(self, "accounts", linked, last_part(self), self._starts[self.page])
