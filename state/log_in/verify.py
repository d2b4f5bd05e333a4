"""The page that asks for a code."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.second_steps.page import Waiting, waiting
from state.log_in.pending import pending_of, to_login_page
from state.page import language_of
from state.run import in_thread


class VerifyState(rx.State):
    view: Waiting = Waiting()

    @rx.event
    async def load(self):
        """What is asked for in this browser."""
        with use_language(language_of(self)):
            try:
                view = await in_thread(waiting, *pending_of(self))
            except NotLoggedIn:
                self.view = Waiting()
                return to_login_page(self)
            except PortalError:
                return None
        if view != self.view:
            self.view = view
        return None
