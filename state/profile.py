"""The profile's page."""

import reflex as rx

from services.profile.view import Profile, profile
from state.page import show


class ProfileState(rx.State):
    """`status`: loading, ready, failed."""

    view: Profile = Profile()
    status: str = "loading"

    @rx.event
    async def load(self):
        return await show(self, profile)
