"""The page *Agents* of the LMS: who they are, inviting one, what is done about them."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from services.agents import keeping
from services.agents.directory import AgentRow, AgentsPage, agents_page, record_seen
from services.audit import record_refusal
from services.customers.words import agent_words
from services.errors import InvalidInput, NotAllowed, NotLoggedIn, PortalError
from state.forms import text_of
from state.lms.base import change, for_agent, read, to_login, write

REFUSED = "lms:agent:refused"
QUESTIONS = ("reset", "disable")


class AgentsState(rx.State):
    """`status`: loading, ready, refused (the role), failed. `asks`: "", add, reset, disable.

    `chosen` is whom the question is about; `problem` belongs to `field`, or to the whole.
    """

    view: AgentsPage = AgentsPage()
    status: str = "loading"
    page: int = 0
    asks: str = ""
    chosen: AgentRow = AgentRow()
    said: str = ""
    field: str = ""
    problem: str = ""

    @rx.event
    async def load(self):
        """A page that looks again is no new entry of the log."""
        return await self._read(is_arrival=self.status == "loading")

    @rx.event
    async def show_next(self):
        self.page += 1 if self.view.more else 0
        return await self._read()

    @rx.event
    async def show_previous(self):
        self.page = max(0, self.page - 1)
        return await self._read()

    @rx.event
    def ask_add(self):
        self._ask("add")

    @rx.event
    def ask(self, question: str, agent: int):
        """Only about one that is listed; what may be done, the service says."""
        found = [row for row in self.view.rows if row.id == agent]
        if found and question in QUESTIONS:
            self._ask(question, found[0])

    @rx.event
    def close(self):
        self._ask("")

    @rx.event
    async def add(self, form: dict):
        email, name = text_of(form, "email", 254), text_of(form, "name")
        said = "Invited. The link in the mail works once, for 30 minutes."
        return await self._do(said, keeping.add, email, name, text_of(form, "role"), keeps="add")

    @rx.event
    async def set_role(self, agent: int, role: str):
        return await self._do("Role changed.", keeping.set_role, agent, role)

    @rx.event
    async def send_link(self, agent: int):
        said = "A link to set a password is on its way. It works once, for 30 minutes."
        return await self._do(said, keeping.send_link, agent)

    @rx.event
    async def enable(self, agent: int):
        return await self._do("Enabled. They log in as before.", keeping.enable, agent)

    @rx.event
    async def disable(self):
        said = "Disabled; open sessions have ended."
        return await self._do(said, keeping.disable, self.chosen.id, keeps="disable")

    @rx.event
    async def reset_step(self, form: dict):
        said = "The second step was reset. It is set up anew at the next log-in."
        reason = text_of(form, "reason", 400)
        return await self._do(
            said, keeping.reset_second_step, self.chosen.id, reason, keeps="reset"
        )

    def _ask(self, question: str, about: AgentRow | None = None) -> None:
        self.asks, self.chosen = question, about or AgentRow()
        self.said = self.field = self.problem = ""

    async def _do(self, said: str, service: Callable[..., Any], *args: object, keeps: str = ""):
        """`keeps`: the question that stays open when something stood against it."""
        try:
            _done, error = await change(self, REFUSED, service, *args)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        self.field = error.field if isinstance(error, InvalidInput) else ""
        self.problem = agent_words(error) if error else ""
        self.said = "" if error else said
        self.asks = keeps if error else ""
        return await self._read()

    async def _read(self, is_arrival: bool = False):
        try:
            view = await read(self, agents_page, self.page)
            if is_arrival:
                await write(self, record_seen)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            self.view = AgentsPage()
            refused = isinstance(error, NotAllowed)
            if refused and self.status != "refused":
                await for_agent(self, record_refusal, REFUSED)
            self.status = "refused" if refused else "failed"
            return None
        if view != self.view:
            self.view = view
        self.status = "ready"
        return None
