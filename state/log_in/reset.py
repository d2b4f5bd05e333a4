"""The page where a password is set with the link of a mail."""

import reflex as rx

from portal_app.routes import FORGOT, at_lms, in_language, split_language
from services.doors import Door, door_of
from services.errors import PortalError
from services.links import LinkDead
from services.logins.reset import AskLender, ResetView, look
from services.sessions import link_cookie_name, token_in_cookies
from state.page import language_of
from state.run import in_thread


class ResetState(rx.State):
    view: ResetView = ResetView()

    @rx.event
    async def load(self):
        """Whose password it is, by the link that this browser has opened."""
        door = door_of(split_language(str(self.router.url.path))[1])
        token = token_in_cookies(self.router.headers.cookie, link_cookie_name(door))
        forgot = at_lms(FORGOT) if door is Door.LMS else in_language(FORGOT, language_of(self))
        try:
            view = await in_thread(look, token, door)
        except LinkDead:
            self.view = ResetView()
            return rx.redirect(f"{forgot}/#dead", is_external=True)
        except AskLender:
            return rx.redirect(f"{forgot}/#call", is_external=True)
        except PortalError:
            return None
        if view != self.view:
            self.view = view
        return None
