"""Who is logged in at the LMS: in the frame of every agents' page."""

import reflex as rx

from services.agents import AgentView, me
from services.errors import NotLoggedIn, PortalError
from state.lms.base import for_agent, to_login


class MeState(rx.State):
    view: AgentView = AgentView()

    @rx.event
    async def load(self):
        """The first of every private agents' page's events."""
        try:
            view = await for_agent(self, me)
        except NotLoggedIn:
            self.view = AgentView()
            return to_login(self)
        except PortalError:
            return None
        if view != self.view:
            self.view = view
        return None
