"""A browser's tab as the server sees it: Socket.IO over a WebSocket, frame by frame.

It speaks as Reflex's own page does (`utils/state.js`): token in the query, hydrate event in the
CONNECT packet. Frames are written by hand, so that a test can send what no library would.
"""

import asyncio
import json
import uuid
from contextlib import suppress
from typing import Any, Self

from reflex.constants import Reflex
from simple_websocket import AioClient, ConnectionClosed, ConnectionError

NAMESPACE = "/_event"
PATIENCE_SECONDS = 60
ROOT = "reflex___state____state"
SLOWED = '"slowed_rx_state_":true'
A_FEW_MORE_SECONDS = 0.5
_MARK = f"{ROOT}.set_is_hydrated"


class Refused(Exception):
    """The server did not take the socket."""


class Tab:
    """One open socket. `heard`: every message so far, as text. `token` follows `new_token`."""

    def __init__(self, socket: AioClient, token: str, path: str) -> None:
        self._socket, self.token, self.path = socket, token, path
        self.heard: list[str] = []
        self._marks = 0

    @classmethod
    async def open(
        cls,
        port: int,
        cookie: str = "",
        token: str = "",
        path: str = "/accounts",
        boot: bool = True,
        hashes: tuple[str, ...] = (),
        **headers: str,
    ) -> Self:
        """Connect; with `boot` the page is hydrated and its `on_load` has run. Raises Refused.

        `hashes`: what the page says it holds as built, `-` before what it was told of since.
        """
        own = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}
        own |= {"Cookie": cookie} if cookie else {}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        token = token or str(uuid.uuid4())
        query = f"token={token}&EIO=4&transport=websocket"
        socket = _Client(
            f"ws://127.0.0.1:{port}/_event/?{query}",
            subprotocols=Reflex.VERSION,
            headers=[(name, value) for name, value in own.items() if name != "Host"],
        )
        socket.named = own["Host"]
        tab = cls(socket, token, path)
        held = {"hashes": list(hashes)} if hashes else {}
        try:
            await socket._connect()
            await tab._until("0{")
            event = tab._event(f"{ROOT}.hydrate_and_load", held) if boot else None
            auth = {"event": event} if event else {}
            await socket.send(f"40{NAMESPACE},{json.dumps(auth)}")
            if not (await tab._until("4", f"42{NAMESPACE},", skip=True)).startswith("40"):
                raise Refused()
        except (ConnectionError, ConnectionClosed, StopIteration) as error:
            raise Refused() from error
        if boot:
            await tab.rest()
        return tab

    async def send(self, name: str, payload: Any) -> None:
        """An event of the page; NaN and Infinity travel as Python writes them."""
        await self.send_frame(f"42{NAMESPACE},{json.dumps(['event', self._event(name, payload)])}")

    async def send_frame(self, text: str) -> None:
        await self._socket.send(text)

    async def settle(self) -> None:
        """Wait until all that was sent has been handled: events of a tab run in order."""
        self._marks += 1
        mark = f"mark {self._marks} {self.token}"
        await self.send(_MARK, {"value": mark})
        while mark not in (heard := await self._until("42")):
            if SLOWED in heard:  # a mark too many is not answered
                await asyncio.sleep(A_FEW_MORE_SECONDS)
                await self.send(_MARK, {"value": mark})

    async def rest(self) -> None:
        """Settle until nothing more comes: an event may have queued others meanwhile."""
        quiet = 0
        while quiet < 2:
            before = len(self.heard)
            await self.settle()
            quiet = quiet + 1 if len(self.heard) == before + 1 else 0

    async def next(self) -> str:
        """The next message. Raises ConnectionClosed, TimeoutError."""
        text = await asyncio.wait_for(self._but_pings(), PATIENCE_SECONDS)
        self.heard.append(text)
        if text.startswith(f'42{NAMESPACE},["new_token",'):
            self.token = json.loads(text.partition(",")[2])[1]
        return text

    async def _but_pings(self) -> str:
        while (text := await self._socket.receive()) == "2":
            await self._socket.send("3")
        return text

    async def close(self) -> None:
        with suppress(ConnectionClosed):
            await self._socket.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_fault: object) -> None:
        await self.close()

    def updates(self) -> list[dict[str, Any]]:
        """Every state update so far: `delta` and `events`."""
        head = f'42{NAMESPACE},["event",'
        return [json.loads(t.partition(",")[2])[1] for t in self.heard if t.startswith(head)]

    def _event(self, name: str, payload: Any) -> dict[str, Any]:
        routed = {"pathname": self.path, "asPath": self.path, "query": {}}
        return {"name": name, "payload": payload, "router_data": routed, "token": self.token}

    async def _until(self, start: str, part: str = "", skip: bool = False) -> str:
        while True:
            text = await self.next()
            if text.startswith(start) and (part in text) is not skip:
                return text


class _Client(AioClient):
    """`named`: the Host header, whatever address it connects to."""

    named: str

    async def handshake(self) -> None:
        self.host = self.named
        await super().handshake()
        await self._handle_events()  # what came in one read with the answer
