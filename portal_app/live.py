"""Open tabs look again within a second of a change that `services.live` told of.

Every web process polls for notices on behalf of its own tabs, so that it does not matter which
process, worker or command made the change. A notice says whose tabs, never what: they read SQL.
"""

import asyncio
import logging
import time
from collections.abc import Iterable

import reflex as rx
from reflex_base.event import Event

from services import live
from services.database import reading, unit_of_work
from services.doors import Door
from services.errors import Busy
from state.live import LiveState
from state.lms.live import LmsLiveState

POLL_SECONDS = 0.25
WINDOW_SECONDS = 30.0
"""How long an id may stay uncommitted after a higher one was seen: above every lock timeout."""
PRUNE_SECONDS = 60.0
LOOK = {
    Door.PORTAL: f"{LiveState.get_full_name()}.look",
    Door.LMS: f"{LmsLiveState.get_full_name()}.look",
}
_log = logging.getLogger(__name__)


class OpenTabs:
    """Which tabs of this process show a login's pages; an agent's and a borrower's at once."""

    def __init__(self) -> None:
        self._tabs: dict[int, dict[str, tuple[str, Door]]] = {}
        self._logins: dict[str, tuple[str, tuple[int, ...]]] = {}
        """Of a socket: its tab's token, and the logins behind its cookies."""

    def __bool__(self) -> bool:
        return bool(self._tabs)

    def add(self, sid: str, token: str, logins: dict[Door, int]) -> None:
        self._logins[sid] = (token, tuple(logins.values()))
        for door, login_id in logins.items():
            self._tabs.setdefault(login_id, {})[token] = (sid, door)

    def remove(self, sid: str) -> None:
        """A tab that has come back on another socket meanwhile stays."""
        token, logins = self._logins.pop(sid, ("", ()))
        for login_id in logins:
            tabs = self._tabs.get(login_id, {})
            if tabs.get(token, ("",))[0] == sid:
                del tabs[token]
            if not tabs:
                self._tabs.pop(login_id, None)

    def of(self, login_ids: Iterable[int]) -> list[tuple[str, Door]]:
        """Tokens, and the door whose page events they are to load."""
        return [
            (token, door)
            for login_id in login_ids
            for token, (_sid, door) in self._tabs.get(login_id, {}).items()
        ]


class Heard:
    """Which notices are new, when ids may be committed out of order."""

    def __init__(self, window: float = WINDOW_SECONDS) -> None:
        self.low = 0
        """Nothing at or below it is asked for again."""
        self._window = window
        self._seen: dict[int, float] = {}

    def take(self, notices: list[tuple[int, int]], now: float) -> set[int]:
        """Logins of those that were not heard before."""
        new = {id_: login_id for id_, login_id in notices if id_ not in self._seen}
        self._seen.update(dict.fromkeys(new, now))
        past = [id_ for id_, at in self._seen.items() if now - at > self._window]
        if past:
            self.low = max(self.low, *past)
            self._seen = {id_: at for id_, at in self._seen.items() if id_ > self.low}
        return set(new.values())


open_tabs = OpenTabs()
"""Of this process: filled by `portal_app.http.tabs`."""


def listen_for(app: rx.App) -> None:
    """Poll while the process serves."""

    async def listen() -> None:
        heard, pruned_at = Heard(), time.monotonic()
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                if open_tabs:
                    await _tell(app, heard)
                if time.monotonic() - pruned_at >= PRUNE_SECONDS:
                    pruned_at = time.monotonic()
                    await asyncio.to_thread(_prune)
            except Busy:
                continue
            except Exception:  # the next poll may find the database back
                _log.exception("live notices could not be read")
                await asyncio.sleep(POLL_SECONDS * 20)

    app.register_lifespan_task(listen)


async def _tell(app: rx.App, heard: Heard) -> None:
    notices = await asyncio.to_thread(_read, heard.low)
    for token, door in open_tabs.of(heard.take(notices, time.monotonic())):
        await app.event_processor.enqueue(token, Event(name=LOOK[door]))


def _read(low: int) -> list[tuple[int, int]]:
    with reading() as session:
        return live.notices_after(session, low)


def _prune() -> None:
    with reading() as session:
        if not live.has_old_notices(session):
            return
    with unit_of_work() as session:
        live.prune(session)
