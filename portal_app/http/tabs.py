"""A tab's token is an address, no key: Reflex makes it with `Math.random` and puts it in an URL.

Whoever connects with the token of a tab that is away would be sent what its running handlers and
the server's own events still say. So a socket of another session gets a token of its own, as
Reflex does for a tab that was duplicated. The guard's `bind` stays behind it. Here it is also noted
whose tab it is, before the page reads anything: what changes from then on is told to it.
"""

import uuid
from typing import Any

import reflex as rx
from reflex.istate.manager.token import BaseStateToken

from portal_app.http.guard import Visitors, visitors
from portal_app.live import open_tabs
from services.doors import Door
from services.errors import PortalError
from state.mark import SessionMark
from state.run import in_thread


def keep_apart(app: rx.App) -> None:
    """Put the check before Reflex links a socket to its token."""
    namespace = app.event_namespace
    assert namespace is not None
    link, leave = namespace.link_token_to_sid, namespace.on_disconnect

    async def link_own(sid: str, token: str, *, update_state: bool = True) -> None:
        assert app.sio is not None
        environ = app.sio.get_environ(sid, namespace.namespace) or {}
        found = await _visitors(environ.get("HTTP_COOKIE", ""))
        if not await _is_theirs(app, token, found):
            token = str(uuid.uuid4())
            await namespace.emit("new_token", token, to=sid)
        await link(sid, token, update_state=update_state)
        open_tabs.add(sid, namespace.sid_to_token.get(sid, token), _logins(found))

    def on_disconnect(sid: str, *_reason: str) -> Any:
        open_tabs.remove(sid)
        return leave(sid)

    namespace.link_token_to_sid = link_own
    namespace.on_disconnect = on_disconnect


async def _visitors(cookies: str) -> Visitors:
    try:
        return await in_thread(visitors, cookies)
    except PortalError as error:
        raise ConnectionRefusedError() from error  # the page tries again by itself


async def _is_theirs(app: rx.App, token: str, found: Visitors) -> bool:
    state = await app.state_manager.get_state(BaseStateToken(ident=token, cls=SessionMark))
    mark = await state._get_root_state().get_state(SessionMark)
    return mark._belongs_to(found.owner)


def _logins(found: Visitors) -> dict[Door, int]:
    both = {Door.PORTAL: found.borrower, Door.LMS: found.agent}
    return {door: who.login_id for door, who in both.items() if who is not None}
