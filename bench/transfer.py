"""P1, P2: what crosses the wire until a page stands: HTML, styles and scripts, as sent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from bench import servers
from bench.browser import browser
from bench.result import Result
from tests.e2e.journeys.logging_in import log_in

ACCOUNT = "/accounts/L-1082/"
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
    ours = first_load(servers.portal() + "/login/")
    nicegui = first_load(servers.nicegui() + "/login")
    floor = first_load(servers.floor() + "/")
    return [
        Result("P1", "log-in over NiceGUI's", ours / nicegui, 0.36, HOW.format(ours, nicegui)),
        Result("P1", "log-in over smallest Reflex", ours / floor, 1.06, HOW.format(ours, floor)),
    ]


def account_page() -> list[Result]:
    """P2: the account page until both charts are drawn."""
    login = first_load(servers.portal() + "/login/")
    account = first_load(servers.portal() + ACCOUNT, log_in, charts_are_drawn)
    return [
        Result("P2", "account page over log-in", account / login, 1.35, HOW.format(account, login))
    ]


def charts_are_drawn(page: Page) -> None:
    page.locator("[data-testid=chart-paid] .slice").nth(1).wait_for(state="attached")
    page.locator("[data-testid=chart-schedule] path[d^=M]").first.wait_for(state="attached")


def first_load(
    address: str,
    prepare: Callable[[Page], object] | None = None,
    drawn: Callable[[Page], object] | None = None,
) -> int:
    """With nothing kept but what `prepare` left, such as a session."""
    with browser("/".join(address.split("/")[:3])) as context:
        page = context.new_page()
        if prepare is not None:
            prepare(page)
        return sent_for(page, address, drawn)


def sent_for(page: Page, address: str, drawn: Callable[[Page], object] | None = None) -> int:
    """With an empty cache; `drawn` waits for the page."""
    page.goto("about:blank")
    network = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sent: list[Sent] = []

    def note(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finish(event: dict[str, Any]) -> None:
        sent.append(Sent(kinds[event["requestId"]], int(event["encodedDataLength"])))

    network.on("Network.responseReceived", note)
    network.on("Network.loadingFinished", finish)
    network.send("Network.enable")
    network.send("Network.clearBrowserCache")
    page.goto(address, wait_until="networkidle")
    if drawn is not None:
        drawn(page)
    page.wait_for_timeout(500)
    network.detach()
    return weight(sent)
