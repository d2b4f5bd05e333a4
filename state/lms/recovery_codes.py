"""The page that shows an agent their new recovery codes once."""

import reflex as rx

from services.errors import NotLoggedIn, PortalError
from services.second_steps.saving import CodesToSave, codes_to_save
from state.lms.base import read, to_login


class AgentCodesState(rx.State):
    """`status`: loading, ready, failed."""

    view: CodesToSave = CodesToSave()
    status: str = "loading"

    @rx.event
    async def load(self):
        try:
            view = await read(self, codes_to_save)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError:
            self.status = "failed"
            return None
        if view != self.view:
            self.view = view
        self.status = "ready"
        return None
