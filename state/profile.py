"""The profile's page."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.profile.view import Profile, profile
from state.page import language_of, read, to_login


class ProfileState(rx.State):
    """`status`: loading, ready, failed."""

    view: Profile = Profile()
    status: str = "loading"

    @rx.event
    async def load(self):
        with use_language(language_of(self)):
            try:
                view = await read(self, profile)
            except NotLoggedIn:
                self.reset()
                return to_login(self)
            except PortalError:
                self.status = "failed"
                return None
        if view != self.view:
            self.view = view
        if self.status != "ready":
            self.status = "ready"
        return None
