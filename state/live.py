"""What the server tells a borrower's open tab to do when something it shows has changed."""

import reflex as rx

from state.base import page_events


class LiveState(rx.State):
    @rx.event
    def look(self):
        """Read the page anew; without a session the guard leads to log-in instead."""
        return page_events(self)
