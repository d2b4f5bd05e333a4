"""What the socket refuses: other sites, other transports, floods, frames that are no event."""

import http.client
import json

import pytest
from simple_websocket import ConnectionClosed
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from portal_app.http import compose, sockets
from portal_app.http.buckets import BURST
from portal_app.http.sockets import Sockets
from portal_app.serve import LARGEST_MESSAGE
from services.sessions import cookie_name
from tests.support.aio import run
from tests.support.borrowers import borrower, entered
from tests.support.demo_web import LUIS, MARIA, DemoWeb, about_to_pay, changed, handler
from tests.support.tab import NAMESPACE, ROOT, Refused, Tab

pytestmark = pytest.mark.xdist_group("sockets")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
    ],
)
def test_other_sites_get_no_socket(web: DemoWeb, headers: dict[str, str]) -> None:
    with pytest.raises(Refused):
        run(Tab.open(web.port, **headers))


def test_polling_is_refused(web: DemoWeb) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        response, body = web.request(method, "/_event/?EIO=4&transport=polling&token=x")
        assert response.status >= http.client.BAD_REQUEST
        assert b"sid" not in body


def test_no_answer_allows_another_origin(web: DemoWeb) -> None:
    for path in ("/login/", "/healthz", "/ping", "/_event/?EIO=4&transport=polling"):
        for method in ("GET", "OPTIONS"):
            response, _ = web.request(
                method, path, Origin="https://evil.example", Access_Control_Request_Method="GET"
            )
            assert response.headers["Access-Control-Allow-Origin"] is None, path


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_uploads_are_closed(web: DemoWeb, method: str) -> None:
    for path in ("/_upload", "/_upload/x", "/%5Fupload", "//_upload"):
        response, _ = web.request(method, path, "x", Origin=web.base)
        assert response.status >= http.client.BAD_REQUEST, path


def test_luis_cannot_pay_marias_loan(web: DemoWeb) -> None:
    cookie = web.session_of(LUIS)
    before = web.rows()

    async def attack() -> str:
        tab = await about_to_pay(web, cookie)
        await tab.send(handler("pay_state.type_amount"), {"amount": "1.00"})
        await tab.send(handler("pay_state.pay_with"), {"method": "1"})
        await tab.send(handler("pay_state.review"), {})
        await tab.send(handler("pay_state.pay"), {})
        await tab.settle()
        await tab.close()
        return "".join(tab.heard)

    heard = run(attack())
    assert '"step_rx_state_":"review"' not in heard
    assert changed(before, web.rows()) == {}


STRANGE = (
    "", "4", "42", "42/_event,", '42/_event,["event"]', '42/_event,["event",[]]',
    '42/_event,["event",null]', '42/_event,["event",{"name":1,"payload":{}}]',
    '42/_event,["event",{"name":"x.y.z","payload":{"email":"secret@example.com"}}]',
    '42/_event,["event",{"name":"__init__","payload":{}}]',
    '42/_event,["event","{not json"]', '42/_event,["nothing",1]', '42/_event,["client_error",{}]',
    '42["event",{}]', "40/admin,", "451-/_event,[]", "41/_event,", "9", "\x00", "[" * 5_000,
    '42/_event,["event",' + "[" * 5_000 + "]" * 5_000 + "]",
    f'42/_event,["event",{{"name":"{ROOT}.hydrate","payload":[]}}]',
    f'42/_event,["event",{{"name":"{ROOT}.hydrate","payload":{{}},"router_data":[]}}]',
)  # fmt: skip


@pytest.mark.parametrize("frame", STRANGE)
def test_a_strange_frame_ends_its_own_socket_at_most(web: DemoWeb, frame: str) -> None:
    before = web.rows()

    async def send() -> None:
        async with await Tab.open(web.port) as tab:
            await tab.send_frame(frame)

    async def still_served() -> None:
        async with await Tab.open(web.port):
            pass

    run(send())
    run(still_served())
    assert changed(before, web.rows()) == {}
    assert "secret@example.com" not in web.log


def test_a_large_frame_closes_the_socket(web: DemoWeb) -> None:
    async def send() -> None:
        async with await Tab.open(web.port) as tab:
            for size in (LARGEST_MESSAGE // 2, 1_000_000):
                await tab.send(f"{ROOT}.hydrate", {"x": "x" * size})
            for _ in range(10):
                await tab.next()

    with pytest.raises(ConnectionClosed):
        run(send())


def test_a_flood_is_cut_and_the_tab_is_told_once(web: DemoWeb) -> None:
    cookie = web.session_of(MARIA)

    async def flood() -> list[dict]:
        async with await Tab.open(web.port, cookie) as tab:
            for _ in range(300):
                await tab.send(f"{ROOT}.setvar", {"var_name": "x", "value": 1})
            while "slowed" not in tab.heard[-1]:
                await tab.next()
            return [one for one in tab.updates() if "slowed" in json.dumps(one)]

    told = run(flood())
    assert json.dumps(told[-1]).count("true") == 1
    assert len(told) <= BURST


def test_the_guard_stands_before_every_handler(web: DemoWeb) -> None:
    async def ask() -> list[dict]:
        async with await Tab.open(web.port) as tab:
            tab.heard.clear()
            await tab.send(handler("pay_state.back"), {})  # which would do nothing for a stranger
            await tab.settle()
            return tab.updates()

    events = [event for update in run(ask()) for event in update.get("events") or []]
    assert [event["name"] for event in events] == ["_redirect"]


async def _connect(app: Sockets, address: str, cookie: str = "") -> bool:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"cookie", cookie.encode())]
    scope = {"type": "websocket", "client": (address, 1), "headers": headers, "path": NAMESPACE}
    await app(scope, receive, send)
    return not sent


@pytest.mark.parametrize(("address", "burst"), [("203.0.113.7", 120), ("127.0.0.1", 3_000)])
def test_an_address_connects_so_often_and_no_more(
    portal_db: object, address: str, burst: int
) -> None:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        return None

    async def connects() -> int:
        app = Sockets(inner)
        taken = [await _connect(app, address) for _ in range(burst + 50)]
        assert await _connect(app, "203.0.113.8")
        return sum(taken)

    assert burst <= run(connects()) < burst + 50


def _held(monkeypatch: pytest.MonkeyPatch, bound: str, cookie: str) -> int:
    """How many sockets are open at once when each opens one more and the bound is 3."""
    monkeypatch.setattr(sockets, bound, 3)

    async def holds() -> int:
        inside: list[Sockets] = []

        async def nested(scope: Scope, receive: Receive, send: Send) -> None:
            inside.append(app)
            depth = len(inside)
            assert await _connect(app, "203.0.113.7", cookie) is (depth < 3)

        app = Sockets(nested)
        assert await _connect(app, "203.0.113.7", cookie)
        assert not app._open  # they are given back
        return len(inside)

    return run(holds())


def test_an_address_holds_so_many_sockets(
    portal_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _held(monkeypatch, "OPEN_PER_ADDRESS", "") == 3


def test_a_session_holds_so_many_sockets(
    portal_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    borrower("maria@example.com")
    cookie = f"{cookie_name()}={entered('maria@example.com')}"
    assert _held(monkeypatch, "OPEN_PER_SESSION", cookie) == 3


def test_the_portals_sockets_are_counted(
    portal_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "OPEN_PER_ADDRESS", 0)
    client, own = TestClient(compose(HTMLResponse("page"))), f"ws://localhost:8000{NAMESPACE}"
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect(own):
        pass
    assert refused.value.code == 1013
