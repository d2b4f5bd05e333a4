"""The dialog *Dispute this transaction*: ask, then the case and its steps."""

import reflex as rx

from services.database import unit_of_work
from services.disputes.opening import look, open_dispute, withdraw
from services.disputes.views import DisputeDialog
from services.errors import InvalidInput, NotLoggedIn, PortalError
from services.language import _, use_language
from services.language.words import words
from services.subject import Subject
from state.account import AccountState
from state.forms import text_of
from state.page import for_subject, language_of, last_part, to_login

LONGEST = 1_000


class DisputeState(rx.State):
    """`step`: "" (closed), ask or case. `problem` is about the whole, the errors about a field."""

    step: str = ""
    view: DisputeDialog = DisputeDialog()
    problem: str = ""
    reason_error: str = ""
    words_error: str = ""
    sending: bool = False
    _thing: str = ""

    @rx.event
    async def open(self, thing: str):
        """`thing`: the key of a row of the tab Transactions."""
        self.reset()
        if not isinstance(thing, str) or not thing:
            return None
        self._thing, self.step = thing[:20], "ask"
        return await self._do(look)

    @rx.event
    async def send(self, form: dict):
        if self.step != "ask" or not self._thing:
            return
        self.sending = True
        yield
        try:
            given = text_of(form, "reason", 40), text_of(form, "words", LONGEST)
            follow = await self._do(open_dispute, *given)
        finally:
            self.sending = False  # with the outcome: else Esc did nothing on a case just shown
        yield follow
        if self.step == "case":
            yield AccountState.load

    @rx.event
    async def withdraw(self):
        if self.step != "case":
            return None
        left = await self._do(withdraw)
        return left or AccountState.load

    @rx.event
    def close(self):
        self.reset()

    async def _do(self, service, *given: str):
        """What to do next, or None."""
        self.problem = self.reason_error = self.words_error = ""
        number, thing = last_part(self), self._thing

        def call(subject: Subject) -> DisputeDialog:
            with unit_of_work() as session:
                return service(session, subject, number, thing, *given)

        with use_language(language_of(self)):
            try:
                self.view = await for_subject(self, call)
                self.step = "case" if self.view.case.number else "ask"
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except InvalidInput as error:
                self._blame(error)
            except PortalError as error:
                self.problem = words(error)
        return None

    def _blame(self, error: InvalidInput) -> None:
        if error.field == "reason":
            self.reason_error = _("Choose what is wrong.")
        elif error.problem == "missing":
            self.words_error = _("Say in a few words what is wrong.")
        else:
            self.words_error = _("This cannot be used as it is. At most 1,000 characters.")
