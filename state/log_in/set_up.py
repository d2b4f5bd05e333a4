"""The page that sets an authenticator app up."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.second_steps.set_up import SetUp, show
from state.log_in.pending import pending_of, to_login_page
from state.run import in_thread


class SetUpState(rx.State):
    view: SetUp = SetUp()

    @rx.event
    async def load(self):
        """The key of the authenticator that this browser is setting up."""
        try:
            view = await in_thread(show, *pending_of(self))
        except NotLoggedIn:
            self.view = SetUp()
            return to_login_page(self)
        except PortalError:
            return None
        if view != self.view:
            self.view = view
        return None
