"""The dialog *How is this computed?*: read when it is opened, forgotten when it is closed."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.explain.page import explain
from services.explain.views import Explanation
from services.language import use_language
from services.language.words import words
from state.page import language_of, last_part, read, to_login


class ExplainState(rx.State):
    view: Explanation = Explanation()
    problem: str = ""
    shown: bool = False

    @rx.event
    async def open(self, figure: str):
        """Explain a figure of the account that the address names."""
        self.reset()
        with use_language(language_of(self)):
            try:
                self.view = await read(self, explain, last_part(self), figure)
            except NotLoggedIn:
                return to_login(self)
            except PortalError as error:
                self.problem = words(error)
        self.shown = True
        return None

    @rx.event
    def close(self):
        self.reset()
