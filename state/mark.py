"""Whose view a tab holds; the guard empties the view when that changes."""

import reflex as rx


class SessionMark(rx.State):
    """Backend only: nothing of it reaches the browser. `_owner` is "" for nobody's."""

    _owner: str = ""

    def _belongs_to(self, owner: str) -> bool:
        return self._owner in ("", owner)

    def _mark(self, owner: str) -> None:
        if self._owner != owner:
            self._owner = owner
