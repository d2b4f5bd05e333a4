"""Sees every event before its handler: rate, name, session, and whose view the tab holds.

Every public method of every State can be called by any socket; this is the one place that says
no (ADR 0004). Handlers ask `subject_of` as well, so that neither is alone.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event

from portal_app.http.arrivals import is_private
from portal_app.http.buckets import Buckets
from portal_app.http.posts import login_address, own_path
from portal_app.live import LOOK
from portal_app.routes import split_language
from services.doors import Door, door_of
from services.errors import PortalError
from services.sealing import token_hash
from services.sessions import (
    cookie_name,
    link_cookie_name,
    pending_cookie_name,
    token_in_cookies,
    which_agent,
    who_is,
)
from services.subject import AgentSubject, Subject
from state.mark import SessionMark
from state.page import address_of
from state.run import in_thread

_ROOT = "reflex___state____state"
HYDRATE = f"{_ROOT}.hydrate_and_load"
ANONYMOUS = frozenset(
    {
        f"{_ROOT}.hydrate",
        HYDRATE,
        f"{_ROOT}.set_is_hydrated",
        f"{_ROOT}.reflex___state____on_load_internal_state.on_load_internal",
        f"{_ROOT}.reflex___state____on_load_internal_state.set_is_hydrated",
        f"{_ROOT}.reflex___state____update_vars_internal_state.update_vars_internal",
        f"{_ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
    }
)
"""What Reflex itself sends on a page that anyone may read; none of it touches data."""


LMS = f"{_ROOT}.state___lms___"
"""Handlers of the agents' screens: only for a session of the LMS."""

LOG_IN = f"{_ROOT}.state___log_in___"
"""Handlers of the pages between password and session: they read by a cookie of their own."""


@dataclass(frozen=True, slots=True)
class Visitors:
    """Who is behind a tab's cookies: one browser may hold several at once."""

    borrower: Subject | None
    agent: AgentSubject | None
    pending: str = ""

    @property
    def owner(self) -> str:
        """What a view belongs to; "" for nobody's."""
        ids = (
            self.borrower.session_id if self.borrower else "",
            self.agent.session_id if self.agent else "",
            self.pending,
        )
        return ":".join(str(part) for part in ids).strip(":")


def visitors(cookies: str, *, used: bool = False) -> Visitors:
    """Reads the database. `used`: by something that the person did, so that no session idles."""
    names = [name(door) for door in Door for name in (pending_cookie_name, link_cookie_name)]
    pending = [token_in_cookies(cookies, name) for name in names]
    return Visitors(
        who_is(token_in_cookies(cookies), used=used),
        which_agent(token_in_cookies(cookies, cookie_name(Door.LMS)), used=used),
        token_hash("".join(pending))[:16] if any(pending) else "",
    )


class Guard(Middleware):
    """First of the app's middlewares: `app.add_middleware(Guard(), index=0)`."""

    def __init__(self) -> None:
        self._buckets = Buckets()
        self._by_pages: frozenset[str] = frozenset()

    async def preprocess(self, app: Any, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through."""
        if not self._buckets.take(f"tab:{state.router.session.client_token}"):
            return await _told_to_slow_down(state)
        if event.name.endswith(".setvar"):
            return StateUpdate()
        try:
            used = event.name not in self._sent_by_pages(app)
            found = await in_thread(visitors, state.router.headers.cookie, used=used)
        except PortalError:
            return StateUpdate()
        if event.name == HYDRATE:
            await _begin(state, event)
        emptied = await bind(state, found.owner)
        if event.name in ANONYMOUS or event.name.startswith(LOG_IN):
            return None
        subject = found.agent if event.name.startswith(LMS) else found.borrower
        if subject is None:
            return _without_session(state, event, emptied)
        if not self._buckets.take(f"session:{subject.session_id}"):
            return await _told_to_slow_down(state)
        return None

    def _sent_by_pages(self, app: Any) -> frozenset[str]:
        """What an open page sends by itself, as when it reconnects: none of it is use."""
        if not self._by_pages:
            own = (Event.from_event_type(events) for events in app._load_events.values())
            names = (event.name for events in own for event in events)
            self._by_pages = frozenset({*ANONYMOUS, *LOOK.values(), *names})
        return self._by_pages


def _without_session(state: BaseState, event: Event, emptied: bool) -> StateUpdate:
    """To log-in; a page that anyone may read only loses what it still holds of the session."""
    path = split_language(state.router.url.path)[1]
    open_page = door_of(path) is Door.PORTAL and not is_private(path)
    if event.name in LOOK.values() and emptied and open_page:
        return StateUpdate(delta=state._get_root_state().get_delta())
    return to_login(state)


async def _told_to_slow_down(state: BaseState) -> StateUpdate:
    """Said once, not for every event of a flood; only this var is sent, whoever is asking."""
    mark = await state._get_root_state().get_state(SessionMark)
    return StateUpdate(delta=mark._slow(True))


async def bind(state: BaseState, owner: str) -> bool:
    """Empty a view that another session made, before anything of it is sent or used; whether."""
    root = state._get_root_state()
    mark = await root.get_state(SessionMark)
    emptied = not mark._belongs_to(owner)
    if emptied:
        await _load_all(root, type(root))
        root.reset()
    mark._mark(owner)
    mark._slow(False)
    return emptied


async def _begin(state: BaseState, event: Event) -> None:
    """A document that was just loaded begins without what the tab showed before: the account of
    another address, a dialog. One that reconnects keeps both.
    """
    root = state._get_root_state()
    mark = await root.get_state(SessionMark)
    was_told = _take_marks(event.payload.get("hashes"))
    if mark._begin() and was_told is False:
        await _load_all(root, type(root))
        root.reset()
        mark._begin()


def _take_marks(hashes: object) -> bool | None:
    """Whether the page was told of anything since it was built: it says so by a `-` before the
    state's hash (`portal_app/frontend.py`), which is taken off. None: it says nothing.
    """
    if not isinstance(hashes, list) or not hashes:
        return None
    if not all(isinstance(one, str) for one in hashes):
        hashes.clear()
        return None
    marked = [one for one in hashes if one.startswith("-")]
    hashes[:] = [one.removeprefix("-") for one in hashes]
    return bool(marked)


async def _load_all(root: BaseState, kind: type[BaseState]) -> None:
    """A reset reaches only what is loaded; with Redis that is not everything."""
    for child in kind.get_substates():
        await root.get_state(child)
        await _load_all(root, child)


def to_login(state: BaseState) -> StateUpdate:
    """The browser leaves for log-in, in its page's language."""
    language, path = split_language(state.router.url.path)
    after = quote(own_path(address_of(state)) or "", safe="/")
    login = login_address(language, "", door_of(path))
    address = f"{login}?next={after}#ended"
    payload = {"path": address, "external": False, "popup": False, "replace": True}
    return StateUpdate(events=[Event(name="_redirect", payload=payload)])


def install(app: rx.App) -> None:
    app.add_middleware(Guard(), index=0)
