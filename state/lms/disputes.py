"""The tab *Disputes* of a customer: the cases on their accounts, and moving them on."""

import reflex as rx

from services.customers.words import agent_words
from services.disputes.errors import MoreThanDisputed
from services.disputes.resolving import (
    CaseForAgent,
    DisputesPage,
    case_for,
    disputes_of,
    move,
)
from services.errors import InvalidInput, NotLoggedIn, PortalError
from services.money import InvalidAmount, parse_amount
from state.forms import text_of
from state.lms.base import change, read, show, shows_tab, to_login
from state.lms.customer import CustomerState
from state.page import last_part

REFUSED = "lms:dispute:refused"


class DisputesState(rx.State):
    """`open`: the dialog of a case is shown. The errors belong to fields of its form."""

    cases: DisputesPage = DisputesPage()
    loaded: bool = False
    page: int = 0
    open: bool = False
    shown: CaseForAgent = CaseForAgent()
    problem: str = ""
    note_error: str = ""
    credit_error: str = ""
    _of: str = ""

    @rx.event
    async def load(self):
        """The cases of the customer that the address names, when their tab is shown."""
        return await self._read() if shows_tab(self, "disputes") else None

    @rx.event
    async def look(self, case: str):
        """Open the dialog of a case."""
        self._forget()
        try:
            self.shown = await read(self, case_for, last_part(self), case)
            self.open = True
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            self.problem = agent_words(error)
        return None

    @rx.event
    async def move(self, form: dict):
        self.problem = self.note_error = self.credit_error = ""
        to, note = text_of(form, "to"), text_of(form, "note", 300)
        customer = (await self.get_state(CustomerState)).view.id
        case = self.shown.row.case
        try:
            credit = parse_amount(text_of(form, "credit")) if to == "for_borrower" else 0
            _done, error = await change(self, REFUSED, move, customer, case, to, note, credit)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except InvalidAmount as wrong:
            error = wrong
        if error is not None:
            return self._blame(error)
        self._forget()
        return await self._read()

    @rx.event
    def close(self):
        self._forget()

    @rx.event
    async def show_next(self):
        if not self.cases.more:
            return None
        self.page += 1
        return await self._read()

    @rx.event
    async def show_previous(self):
        self.page = max(0, self.page - 1)
        return await self._read()

    def _forget(self) -> None:
        self.open, self.shown = False, CaseForAgent()
        self.problem = self.note_error = self.credit_error = ""

    def _blame(self, error: PortalError) -> None:
        said = agent_words(error)
        if isinstance(error, (InvalidAmount, MoreThanDisputed)):
            self.credit_error = said
        elif isinstance(error, InvalidInput) and error.field == "note":
            self.note_error = said
        else:
            self.problem = said

    async def _read(self):
        return await show(self, "cases", disputes_of, last_part(self), self.page)
