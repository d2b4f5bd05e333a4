"""Whose LMS this is: the name on the menu button."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from state.lms.base import for_agent, to_login


class AgentState(rx.State):
    name: str = ""
    initials: str = ""

    @rx.event
    async def load(self):
        try:
            name = await for_agent(self, lambda agent: agent.name)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError:
            return None
        if name != self.name:
            self.name = name
            self.initials = "".join(part[0] for part in name.split()[:2]).upper()
        return None
