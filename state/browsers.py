"""The profile's sessions and trusted devices."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.profile.browsers import Browsers, browsers
from state.page import language_of, read, to_login


class BrowsersState(rx.State):
    view: Browsers = Browsers()

    @rx.event
    async def load(self):
        with use_language(language_of(self)):
            try:
                view = await read(self, browsers)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError:
                return None
        if view != self.view:
            self.view = view
        return None
