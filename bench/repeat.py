"""P11: what a page asks of the network when it is visited again with a warm cache."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from bench import servers
from bench.browser import browser
from bench.result import Result
from tests.e2e.journeys.logging_in import log_in

GOAL = 2
HOW = "Requests that left the browser at the second visit, in a tab of its own: {}"
PAGES = ("/accounts/", "/accounts/L-1082/", "/accounts/C-9035/", "/profile/")


def run() -> list[Result]:
    base = servers.portal()
    return [*visited_again(base, ("/login/",)), *visited_again(base, PAGES, log_in)]


def visited_again(
    base: str, paths: tuple[str, ...], prepare: Callable[[Page], object] | None = None
) -> list[Result]:
    """HTTP requests each; the socket is none."""
    results = []
    with browser(base) as context:
        page = context.new_page()
        if prepare is not None:
            prepare(page)
        for path in paths:
            page.goto(path, wait_until="networkidle")
        for path in paths:
            again = context.new_page()
            asked = _asked_for(again, path)
            again.close()
            results.append(
                Result("P11", f"requests, {path}", len(asked), GOAL, HOW.format(", ".join(asked)))
            )
    return results


def _asked_for(page: Page, path: str) -> list[str]:
    """Addresses that were not answered by the browser's own caches."""
    network = page.context.new_cdp_session(page)
    asked: dict[str, str] = {}

    def ask(event: dict[str, Any]) -> None:
        address = event["request"]["url"]
        if address.startswith("http"):
            asked[event["requestId"]] = "/" + address.split("/", 3)[-1]

    def kept(event: dict[str, Any]) -> None:
        asked.pop(event["requestId"], None)

    def answered(event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            kept(event)

    network.on("Network.requestWillBeSent", ask)
    network.on("Network.requestServedFromCache", kept)
    network.on("Network.responseReceived", answered)
    network.send("Network.enable")
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(500)
    network.detach()
    return sorted(asked.values())
