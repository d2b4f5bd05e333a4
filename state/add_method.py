"""The dialog *Add payment method*: fresh proof, then the wallet's form in a frame."""

from typing import Any

import reflex as rx

from services import passkeys
from services.database import unit_of_work
from services.errors import NotLoggedIn, PortalError
from services.language import _, use_language
from services.language.words import words
from services.payment_methods import adding
from services.payments import gateways
from services.profile import proof
from services.profile.dialog import send_proof
from services.profile.errors import ProofNeeded
from services.profile.proof import Asked
from services.subject import Subject
from state.base import page_events
from state.page import for_subject, language_of, read, to_login
from state.pay import PayState


class AddMethodState(rx.State):
    """`step`: "" (closed), proof, form or failed. `url`: of the form, with its ticket.

    `passkey`: one of the login's is proof, too.
    """

    step: str = ""
    asked: Asked = Asked()
    passkey: bool = False
    url: str = ""
    form: str = ""
    problem: str = ""
    _renewed: bool = False
    _saved: bool = False

    @rx.event
    async def open(self):
        self.reset()
        return await self._begin()

    @rx.event
    async def proved(self):
        """The script says so; whether it is true, the session's row says."""
        return await self._begin() if self.step == "proof" else None

    @rx.event
    async def expired(self):
        """The form is dead: it saved something of which no word came, or, once, a fresh ticket
        comes by itself.
        """
        if self.step != "form":
            return None
        try:
            return await self._adopt()
        except NotLoggedIn:
            return to_login(self)
        except PortalError:
            pass
        if self._renewed:
            with use_language(language_of(self)):
                return self._fail(_("The form has expired. Nothing was saved."))
        self._renewed = True
        return await self._begin()

    @rx.event
    def stuck(self):
        """The frame says nothing."""
        if self.step == "form":
            with use_language(language_of(self)):
                self._fail(_("The form does not load. Nothing was saved."))

    @rx.event
    async def saved(self, form: str):
        """The frame says that it saved something; what, the wallet is asked."""
        if self.step != "form" or form != self.form:
            return None
        self._saved = True
        return await self._adopt_or_say()

    @rx.event
    async def retry(self):
        """What failed, again."""
        if self.step != "failed":
            return None
        if self._saved:
            return await self._adopt_or_say()
        self._renewed = False
        return await self._begin()

    @rx.event
    def close(self):
        """The form may have saved something of which no word came."""
        self.reset()
        return PayState.look_at_methods(0)

    @rx.event
    async def load(self):
        """The page looks again: what the wallet reported meanwhile ends the dialog too."""
        if self.step != "form":
            return None
        try:
            found = await read(self, adding.saved_by, self.form)
        except PortalError:
            return None
        if found:
            self.reset()
        return None

    async def _begin(self) -> Any:
        self.problem = ""
        with use_language(language_of(self)):
            try:
                opened = await for_subject(self, adding.begin, gateways.current())
            except NotLoggedIn:
                return to_login(self)
            except ProofNeeded:
                return await self._ask_proof()
            except PortalError as error:
                return self._fail(words(error))
        self.url, self.form, self.step = opened.url, opened.id, "form"
        return None

    async def _ask_proof(self) -> Any:
        try:
            await for_subject(self, _send)
            self.passkey = await read(self, passkeys.can_prove)
            self.asked, self.step = await read(self, proof.asked), "proof"
        except NotLoggedIn:
            return to_login(self)
        except PortalError as error:
            return self._fail(words(error))
        return None

    async def _adopt_or_say(self) -> Any:
        with use_language(language_of(self)):
            try:
                return await self._adopt()
            except NotLoggedIn:
                return to_login(self)
            except PortalError as error:
                return self._fail(words(error))

    async def _adopt(self) -> Any:
        method = await for_subject(self, adding.adopt, self.form, gateways.current())
        self.reset()
        return [*page_events(self), PayState.look_at_methods(method)]

    def _fail(self, problem: str) -> None:
        self.problem, self.step, self.url = problem, "failed", ""


def _send(subject: Subject) -> None:
    with unit_of_work() as session:
        send_proof(session, subject)
