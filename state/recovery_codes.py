"""The page that shows new recovery codes once."""

import reflex as rx

from services.second_steps.saving import CodesToSave, codes_to_save
from state.page import show


class RecoveryCodesState(rx.State):
    """`status`: loading, ready, failed."""

    view: CodesToSave = CodesToSave()
    status: str = "loading"

    @rx.event
    async def load(self):
        return await show(self, codes_to_save)
