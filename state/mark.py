"""Which session a tab's view belongs to; the guard empties the view when it changes."""

import reflex as rx


class SessionMark(rx.State):
    """Backend only: nothing of it reaches the browser."""

    _session_id: int = 0

    def _belongs_to(self, session_id: int) -> bool:
        return self._session_id in (0, session_id)

    def _mark(self, session_id: int) -> None:
        if self._session_id != session_id:
            self._session_id = session_id
