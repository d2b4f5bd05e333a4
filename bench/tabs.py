"""Tabs of a served portal, as real Socket.IO clients: what a browser sends, and what it gets."""

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import socketio

from portal_app.toolchain import WEB

NAMESPACE = "/_event"
HYDRATE = "reflex___state____state.hydrate_and_load"
ROOT_STATE = "reflex___state____state"
ROUTER = "rx_router_"
PATIENCE_SECONDS = 20.0


class Update(dict[str, Any]):
    """What one message brought; `size` is its length on the wire in bytes."""

    size: int = 0


class _Measured:
    """The client's JSON; it remembers how long the last text was."""

    dumps = staticmethod(json.dumps)

    @staticmethod
    def loads(text: str, **options: Any) -> Any:
        found = json.loads(text, **options)
        if isinstance(found, list) and len(found) == 2 and isinstance(found[1], dict):
            found[1] = Update(found[1])
            found[1].size = len(text.encode())
        return found


class Tab:
    """One connected tab. `updates` holds what came and was not asked for yet."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.updates: asyncio.Queue[Update] = asyncio.Queue()
        self.client = socketio.AsyncClient(json=_Measured, reconnection=False)
        self.client.on("event", self._take, namespace=NAMESPACE)

    async def _take(self, update: Update) -> None:
        self.updates.put_nowait(update)

    async def connect(self, address: str, cookie: str, told: frozenset[str]) -> None:
        """As a page does: the hydrate event rides in the CONNECT packet, with what the page holds
        as it was built. `told`: the states of which it no longer does.
        """
        payload = {"hashes": state_hashes(told)}
        boot = {"name": HYDRATE, "payload": payload, "router_data": self._router()}
        await self.client.connect(
            f"{address}?token={secrets.token_hex(16)}",
            headers={"Cookie": cookie, "Origin": address},
            auth={"event": boot},
            transports=["websocket"],
            namespaces=[NAMESPACE],
            socketio_path="/_event/",
            wait_timeout=int(PATIENCE_SECONDS),
        )

    async def send(self, name: str, **payload: Any) -> None:
        event = {"name": name, "payload": payload, "router_data": self._router()}
        await self.client.emit("event", event, namespace=NAMESPACE)

    async def answer(self) -> Update:
        return await asyncio.wait_for(self.updates.get(), PATIENCE_SECONDS)

    async def all_answers(self, quiet_seconds: float = 0.3) -> list[Update]:
        """What comes until nothing has come for a while."""
        found: list[Update] = []
        while True:
            try:
                found.append(await asyncio.wait_for(self.updates.get(), quiet_seconds))
            except TimeoutError:
                return found

    def _router(self) -> dict[str, Any]:
        return {"pathname": self.path.partition("?")[0], "asPath": self.path}


@asynccontextmanager
async def tab(
    address: str, cookie: str, path: str, *, told: Iterable[str] = ()
) -> AsyncIterator[Tab]:
    """A connected tab, its hydration unread. `told`: states of which the page was told before, as
    one is that comes back to a server that has forgotten it.
    """
    made = Tab(path)
    await made.connect(address, cookie, frozenset(told))
    try:
        yield made
    finally:
        await made.client.disconnect()


def state_hashes(told: frozenset[str]) -> list[str]:
    """What the built pages know of the states' defaults; marked for states in `told`."""
    source = (WEB / "utils" / "context.jsx").read_text(encoding="utf-8")
    found = re.search(r"initialStateHashes = (\[[^]]*\])", source)
    states = re.search(r"initialState = (\{.*\})$", source, re.MULTILINE)
    if not found or not states:
        raise LookupError("the built pages name no states")
    names = ["", *sorted(json.loads(states[1]))]
    hashes = zip(names, json.loads(found[1]), strict=True)
    return [f"-{one}" if name in told else one for name, one in hashes]
