"""Sees every event before its handler: rate, name, session, and whose view the tab holds.

Every public method of every State can be called by any socket; this is the one place that says
no (ADR 0004). Handlers ask `subject_of` as well, so that neither is alone.
"""

from typing import Any

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event

from portal_app.http.buckets import Buckets
from portal_app.http.posts import login_address
from portal_app.routes import split_language
from services.errors import Busy
from services.sessions import token_in_cookies, who_is
from state.mark import SessionMark
from state.run import in_thread

_ROOT = "reflex___state____state"
ANONYMOUS = frozenset(
    {
        f"{_ROOT}.hydrate",
        f"{_ROOT}.hydrate_and_load",
        f"{_ROOT}.set_is_hydrated",
        f"{_ROOT}.reflex___state____on_load_internal_state.on_load_internal",
        f"{_ROOT}.reflex___state____on_load_internal_state.set_is_hydrated",
        f"{_ROOT}.reflex___state____update_vars_internal_state.update_vars_internal",
        f"{_ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
    }
)
"""What Reflex itself sends on a page that anyone may read; none of it touches data."""


class Guard(Middleware):
    """First of the app's middlewares: `app.add_middleware(Guard(), index=0)`."""

    def __init__(self) -> None:
        self._buckets = Buckets()

    async def preprocess(self, app: Any, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through."""
        if not self._buckets.take(f"tab:{state.router.session.client_token}"):
            return StateUpdate()
        if event.name.endswith(".setvar"):
            return StateUpdate()
        try:
            subject = await in_thread(who_is, token_in_cookies(state.router.headers.cookie))
        except Busy:
            return StateUpdate()
        await bind(state, subject.session_id if subject else 0)
        if subject is None:
            return None if event.name in ANONYMOUS else to_login(state)
        if not self._buckets.take(f"session:{subject.session_id}"):
            return StateUpdate()
        return None


async def bind(state: BaseState, session_id: int) -> None:
    """Empty a view that another session made, before anything of it is sent or used."""
    root = state._get_root_state()
    mark = await root.get_state(SessionMark)
    if not mark._belongs_to(session_id):
        await _load_all(root, type(root))
        root.reset()
    mark._mark(session_id)


async def _load_all(root: BaseState, kind: type[BaseState]) -> None:
    """A reset reaches only what is loaded; with Redis that is not everything."""
    for child in kind.get_substates():
        await root.get_state(child)
        await _load_all(root, child)


def to_login(state: BaseState) -> StateUpdate:
    """The browser leaves for log-in, in its page's language."""
    language, _ = split_language(state.router.url.path)
    address = login_address(language, "ended")
    payload = {"path": address, "external": False, "popup": False, "replace": True}
    return StateUpdate(events=[Event(name="_redirect", payload=payload)])


def install(app: rx.App) -> None:
    app.add_middleware(Guard(), index=0)
