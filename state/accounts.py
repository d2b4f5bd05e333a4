"""The accounts page."""

import reflex as rx

from services.accounts.overview import overview
from services.accounts.views import Overview
from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from state.page import language_of, read, to_login


class AccountsState(rx.State):
    """`loaded` stays false until the first answer; `failed`: it could not be read."""

    view: Overview = Overview()
    loaded: bool = False
    failed: bool = False

    @rx.event
    async def load(self):
        """Read the page anew."""
        with use_language(language_of(self)):
            try:
                view = await read(self, overview)
            except NotLoggedIn:
                self.view, self.loaded = Overview(), False
                return to_login(self)
            except PortalError:
                self.failed = True
                return None
        if view != self.view:
            self.view = view
        if self.failed or not self.loaded:
            self.loaded, self.failed = True, False
        return None
