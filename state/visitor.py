"""Who is logged in, for the frame of every private page."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.names import initials
from state.base import subject_of
from state.page import to_login
from state.run import in_thread


class VisitorState(rx.State):
    """Both are "" until the socket has answered."""

    name: str = ""
    initials: str = ""

    @rx.event
    async def load(self):
        """The first of every private page's events."""
        try:
            subject = await in_thread(subject_of, self)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError:
            return None
        if subject.name != self.name:
            self.name, self.initials = subject.name, initials(subject.name)
        return None
