"""The profile's dialog: a change, and the proof before it. Everything is sent by native forms."""

import reflex as rx

from services.database import unit_of_work
from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.profile.dialog import CHANGES, Dialog, dialog, send_proof
from services.profile.words import done_in_words, problem_in_words
from services.subject import Subject
from state.page import for_subject, language_of, read, to_login


class ChangeState(rx.State):
    """`problem` and `done`: what became of the last post; "" for nothing."""

    view: Dialog = Dialog()
    problem: str = ""
    done: str = ""
    _seen: str = ""

    @rx.event
    async def load(self):
        """What the address says, once: a page that looks again opens nothing again."""
        url = self.router.url
        if url.query == self._seen:
            return None
        self._seen = url.query
        given = url.query_parameters
        with use_language(language_of(self)):
            self.done = done_in_words(given.get("done", ""))
            self.problem = problem_in_words(given.get("problem", ""))
            return await self._show(given.get("change", ""))

    @rx.event
    async def open(self, change: str):
        """Also sends the code that will be asked for."""
        self.problem = self.done = ""
        with use_language(language_of(self)):
            try:
                if change in CHANGES:
                    await for_subject(self, _send)
            except NotLoggedIn:
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
            return await self._show(change)

    @rx.event
    def close(self):
        self.view, self.problem = Dialog(), ""

    async def _show(self, change: object):
        try:
            self.view = await read(self, dialog, change)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            self.problem = words(error)
        return None


def _send(subject: Subject) -> None:
    with unit_of_work() as session:
        send_proof(session, subject)
