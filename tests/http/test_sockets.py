"""Every handler of Reflex's registry, called over the network by who should not.

A handler added later is walked without a word here.
"""

import inspect
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from tests.support.aio import run
from tests.support.demo_web import HANDLERS, LUIS, MARIA, DemoWeb, about_to_pay, changed, handler
from tests.support.tab import ROOT, Tab

pytestmark = pytest.mark.xdist_group("sockets")

PAGES = ("/accounts", "/accounts/L-1082")
NUMBERS = ("L-1082", "L-7001")
HOSTILE: tuple[Any, ...] = (
    *NUMBERS, "L-1082' OR 1=1 --", "../../accounts/L-1082", "__class__", "٣٤", "1_0", "1", "",
    "x" * 9_000, {"a": [1]}, {"__class__": "L-1082"}, ["L-1082"] * 3, [[{}]], -1, 0, 1, 10**30,
    1.5, float("nan"), float("inf"), float("-inf"), True, None,
)  # fmt: skip


def payloads(name: str) -> Iterator[Any]:
    wanted = list(inspect.signature(HANDLERS[name].handler.fn).parameters)[1:]
    yield {}
    yield {"self": 1, "subject": {"login_id": 1}, "number": "L-1082"}
    for value in HOSTILE if wanted else HOSTILE[:1]:
        yield dict.fromkeys(wanted, value)


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)


def told(tab: Tab) -> set[str]:
    """Every text and number that the server said about anything but the connection."""
    found: set[str] = set()
    for update in tab.updates():
        for name, part in (update.get("delta") or {}).items():
            said = {k: v for k, v in part.items() if name != ROOT or "router" not in k}
            found.update(leaves(said))
        found.update(leaves(update.get("events") or []))
    return found


@pytest.fixture(scope="module")
def secrets(web: DemoWeb) -> set[str]:
    """What Maria's tabs are told and nobody else's: texts with a figure or her name in them."""

    async def collect() -> set[str]:
        hers: set[str] = set()
        for path in PAGES:
            async with await about_to_pay(web, web.session_of(MARIA), path) as tab:
                hers |= told(tab)
        async with await Tab.open(web.port) as stranger:
            others = told(stranger)
        async with await Tab.open(web.port, web.session_of(LUIS)) as luis:
            await luis.send(handler("accounts_state.load"), {})
            await luis.settle()
            others |= told(luis)
        return {
            text
            for text in hers - others - {str(value) for value in HOSTILE}
            if "Maria" in text or (len(text) >= 4 and any(c in "123456789" for c in text))
        }

    return run(collect())


def leaks(tab: Tab, secrets: set[str]) -> set[str]:
    said = told(tab)
    return {one for one in secrets if one in said} | {one for one in said if "Maria" in one}


async def stranger(web: DemoWeb) -> Tab:
    return await Tab.open(web.port, path="/accounts/L-1082")


async def luis(web: DemoWeb) -> Tab:
    return await Tab.open(web.port, web.session_of(LUIS), path="/accounts/L-1082")


async def stolen(web: DemoWeb, cookie: str) -> Tab:
    """Maria's token, her tab just gone."""
    victim = await about_to_pay(web, web.session_of(MARIA))
    await victim.close()
    return await Tab.open(web.port, cookie, token=victim.token, path="/accounts/L-1082", boot=False)


async def thief(web: DemoWeb) -> Tab:
    return await stolen(web, "")


async def thief_luis(web: DemoWeb) -> Tab:
    return await stolen(web, web.session_of(LUIS))


async def logged_out(web: DemoWeb) -> Tab:
    """Maria's own tab, open while her session ends elsewhere."""
    cookie = web.session_of(MARIA)
    tab = await about_to_pay(web, cookie)
    web.end_session(cookie)
    tab.heard.clear()
    return tab


@pytest.mark.parametrize("attacker", [stranger, luis, thief, thief_luis, logged_out])
def test_nothing_changes_and_nothing_leaks(
    web: DemoWeb, secrets: set[str], attacker: Callable[[DemoWeb], Awaitable[Tab]]
) -> None:
    async def attack(name: str) -> list[str]:
        tab = await attacker(web)
        before = web.rows()
        for payload in payloads(name):
            await tab.send(name, payload)
        for _ in range(2):
            await tab.settle()
        await tab.close()
        found = [f"{name} told {one!r}" for one in leaks(tab, secrets)]
        found += [f"{name} changed {rows}" for rows in changed(before, web.rows()).items()]
        return found

    async def walk() -> list[str]:
        return [found for name in sorted(HANDLERS) for found in await attack(name)]

    assert len(HANDLERS) > 20
    assert run(walk()) == []


def test_maria_herself_is_told_and_the_walk_would_notice(web: DemoWeb, secrets: set[str]) -> None:
    before = web.rows()
    tab = run(about_to_pay(web, web.session_of(MARIA)))
    assert len(leaks(tab, secrets)) > 10
    assert changed(before, web.rows()).keys() == {"payment_intents", "sessions"}
