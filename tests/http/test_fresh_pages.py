"""What a tab showed at one address is not shown at the next one."""

import pytest

from bench.tabs import state_hashes
from tests.support.aio import run
from tests.support.demo_web import MARIA, DemoWeb, about_to_pay, handler
from tests.support.tab import Tab

pytestmark = pytest.mark.xdist_group("sockets")
FRESH = ("names", "a state", "another")
TOLD = ("names", "-a state", "another")


def sent_first(tab: Tab) -> str:
    """What it was hydrated with."""
    return next(text for text in tab.heard if '"delta"' in text)


async def opened_again(web: DemoWeb, path: str, hashes: tuple[str, ...]) -> Tab:
    """Maria's tab with the payment dialog on L-1082, at another connection."""
    cookie = web.session_of(MARIA)
    before = await about_to_pay(web, cookie)
    await before.close()
    return await Tab.open(web.port, cookie, token=before.token, path=path, hashes=hashes)


def test_a_page_that_is_loaded_begins_without_the_former_account(web: DemoWeb) -> None:
    async def look() -> tuple[str, str]:
        async with await opened_again(web, "/accounts/L-4417", FRESH) as tab:
            return sent_first(tab), "".join(tab.heard)

    first, heard = run(look())
    assert "L-1082" not in heard
    assert '"step_rx_state_":"review"' not in first
    assert "L-4417" in heard


def test_a_page_that_reconnects_keeps_what_it_shows(web: DemoWeb) -> None:
    async def look() -> str:
        async with await opened_again(web, "/accounts/L-1082", TOLD) as tab:
            return sent_first(tab)

    assert '"step_rx_state_":"review"' in run(look())


def test_a_page_that_reconnects_is_not_told_of_what_is_as_built(web: DemoWeb) -> None:
    told = tuple(f"-{one}" for one in state_hashes(frozenset()))

    async def look() -> str:
        async with await opened_again(web, "/accounts/L-1082", told) as tab:
            return sent_first(tab)

    first = run(look())
    assert '"step_rx_state_":"review"' in first
    assert "what_if_state" not in first


@pytest.mark.parametrize("hostile", [(1, {"a": 1}), ("-",), ("-" * 9, None)])
def test_a_page_may_say_anything_of_what_it_holds(web: DemoWeb, hostile: tuple) -> None:
    async def look() -> str:
        async with await opened_again(web, "/accounts/L-1082", hostile) as tab:
            return sent_first(tab)

    assert '"is_hydrated_rx_state_":false' in run(look())


def test_going_from_one_account_to_another_puts_dialogs_away(web: DemoWeb) -> None:
    async def look() -> str:
        async with await Tab.open(web.port, web.session_of(MARIA), path="/accounts/L-1082") as tab:
            await tab.send(handler("payoff_quote_state.open"), {"number": "L-1082"})
            await tab.settle()
            tab.path, heard = "/accounts/L-4417", len(tab.heard)
            await tab.send(handler("account_state.load"), {})
            await tab.rest()
            return "".join(tab.heard[heard:])

    heard = run(look())
    assert '"opened_rx_state_":false' in heard
    assert "L-1082" not in heard
