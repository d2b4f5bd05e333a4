"""The lender's texts on the page *Settings* of the LMS."""

import reflex as rx

from services.audit import record_refusal
from services.errors import InvalidInput, NotAllowed, NotLoggedIn, PortalError
from services.language.words import words
from services.lender_settings.problems import problem_words
from services.lender_settings.texts import TextKind
from services.lender_settings.views import TextView, publish_view, text_view
from state.forms import text_of
from state.lms.base import for_agent, read, to_login, write

LANGUAGES = ("en", "es")


class LenderTextState(rx.State):
    """One text in one language at a time; `round` remounts the editor with what is stored."""

    view: TextView = TextView()
    loaded: bool = False
    problem: str = ""
    published: bool = False
    round: int = 0

    @rx.event
    async def load(self):
        return await self._show(TextKind.TERMS, LANGUAGES[0])

    @rx.event
    async def choose_kind(self, kind: str):
        found = next((one for one in TextKind if one == kind), TextKind.TERMS)
        return await self._show(found, self.view.language or LANGUAGES[0])

    @rx.event
    async def choose_language(self, language: str):
        found = language if language in LANGUAGES else LANGUAGES[0]
        return await self._show(TextKind(self.view.kind or TextKind.TERMS), found)

    @rx.event
    async def publish(self, form: dict):
        """A new version, shown to everyone at once."""
        self.problem, self.published = "", False
        if not self.view.kind:
            return None
        body = text_of(form, "body", 100_000)
        try:
            self.view = await write(
                self, publish_view, TextKind(self.view.kind), self.view.language, body
            )
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except InvalidInput as error:
            self.problem = problem_words(error)
        except NotAllowed as error:
            await for_agent(self, record_refusal, "lms:settings:refused", self.view.kind)
            self.problem = words(error)
        except PortalError as error:
            self.problem = words(error)
        else:
            self.published, self.round = True, self.round + 1
        return None

    async def _show(self, kind: TextKind, language: str):
        self.problem, self.published = "", False
        try:
            self.view = await read(self, text_view, kind, language)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            self.problem = words(error)
            return None
        self.loaded, self.round = True, self.round + 1
        return None
