"""P1: what crosses the wire until the log-in page stands: HTML, styles and scripts, as sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bench import servers
from bench.browser import browser
from bench.result import Result

KINDS = ("Document", "Stylesheet", "Script")
HOW = "Bytes on the wire with headers, as compressed by each server, empty cache: {} over {}"


@dataclass(frozen=True)
class Sent:
    """One response; `size` in bytes, headers included."""

    kind: str
    size: int


def weight(responses: Iterable[Sent]) -> int:
    """Bytes of the kinds that a page is built of; fonts, pictures and sockets are left out."""
    return sum(one.size for one in responses if one.kind in KINDS)


def run() -> list[Result]:
    ours = _first_load(servers.portal() + "/login/")
    nicegui = _first_load(servers.nicegui() + "/login")
    floor = _first_load(servers.floor() + "/")
    return [
        Result("P1", "log-in over NiceGUI's", ours / nicegui, 0.36, HOW.format(ours, nicegui)),
        Result("P1", "log-in over smallest Reflex", ours / floor, 1.06, HOW.format(ours, floor)),
    ]


def _first_load(address: str) -> int:
    with browser(address) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        kinds: dict[str, str] = {}
        sent: list[Sent] = []

        def note(event: dict[str, Any]) -> None:
            kinds[event["requestId"]] = event["type"]

        def finish(event: dict[str, Any]) -> None:
            sent.append(Sent(kinds[event["requestId"]], int(event["encodedDataLength"])))

        network.on("Network.responseReceived", note)
        network.on("Network.loadingFinished", finish)
        network.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(500)
        return weight(sent)
