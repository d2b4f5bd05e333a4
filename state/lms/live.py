"""`state.live` for the agents' screens: the guard lets only agents call it."""

import reflex as rx

from state.base import page_events


class LmsLiveState(rx.State):
    @rx.event
    def look(self):
        """Read the page anew."""
        return page_events(self)
