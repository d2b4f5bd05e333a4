"""P7: what a click and a page cost on the wire, from the served portal, as a browser gets it."""

import asyncio
import json
from collections.abc import Mapping

from bench.result import Result
from bench.served import MARIA, Served, served
from bench.tabs import ROOT_STATE, ROUTER, Tab, Update, tab

PAY = f"{ROOT_STATE}.state___pay____pay_state"
CLICKS: tuple[tuple[str, dict[str, str]], ...] = (
    ("open", {"number": "L-1082"}),
    ("choose", {"choice": "payoff"}),
    ("choose", {"choice": "custom"}),
    ("type_amount", {"amount": "12.00"}),
    ("send_extra", {"extra": "principal"}),
    ("review", {}),
    ("back", {}),
    ("review", {}),
    ("pay", {}),
    ("close", {}),
)
"""Every event of the pay dialog; `pay` reloads the page's view as well."""
PAGES = {
    "/accounts/": f"{ROOT_STATE}.state___accounts____accounts_state.load",
    "/accounts/L-1082/": f"{ROOT_STATE}.state___account____account_state.load",
}
OTHERS = ("/accounts/C-9035/", "/profile/", "/payments/methods/")
"""Hydrated only."""
MANY = "tina.novak@example.com"
LONG, LONG_LOAN = "erin.walsh@example.com", "/accounts/L-3601/"
"""360 payments."""
ON_LONG_LOAN = (
    (f"{ROOT_STATE}.state___account____account_state.load", {}),
    (f"{ROOT_STATE}.state___account_summary____summary_state.load", {}),
    (f"{ROOT_STATE}.state___breakdown____breakdown_state.open", {}),
    (f"{ROOT_STATE}.state___breakdown____breakdown_state.turn", {"by": 1}),
    (f"{ROOT_STATE}.state___breakdown____breakdown_state.show", {"page": "30"}),
)


def run() -> list[Result]:
    with served() as portal:
        return asyncio.run(_all(portal))


async def _all(portal: Served) -> list[Result]:
    (maria,), (tina,), (erin,) = (portal.cookies(one) for one in (MARIA, MANY, LONG))
    clicks: dict[str, int] = {}
    first: dict[str, int] = {}
    again: dict[str, int] = {}
    for path, load in PAGES.items():
        async with tab(portal.address, maria, path) as page:
            answers = await page.all_answers()
            first[path] = hydration(answers)
            clicks |= await _clicks(page, path, load)
        again[path] = await again_on(portal, maria, path, answers)
    for path in OTHERS:
        async with tab(portal.address, maria, path) as page:
            answers = await page.all_answers()
            first[path] = hydration(answers)
        again[path] = await again_on(portal, maria, path, answers)
    async with tab(portal.address, erin, LONG_LOAN) as page:
        first[LONG_LOAN] = hydration(await page.all_answers())
        for name, payload in ON_LONG_LOAN:
            event = f"{LONG_LOAN} {name.rpartition('.')[2]} {next(iter(payload.values()), '')}"
            clicks[event] = max(clicks.get(event, 0), await largest(page, name, payload))
    async with tab(portal.address, tina, "/accounts/") as page:
        many = hydration(await page.all_answers())
    worst = max(clicks, key=lambda name: clicks[name])
    return [
        kilobytes(
            "largest delta of a click, KB", clicks[worst], 2, f"{worst}, of {len(clicks)} events"
        ),
        kilobytes("hydration of a page, KB", max(first.values()), 4, each_of(first)),
        kilobytes("the same on reconnecting, KB", max(again.values()), 4, each_of(again)),
        kilobytes("accounts page of 13 accounts, KB", many, None, "no goal for so many"),
    ]


async def again_on(portal: Served, cookie: str, path: str, answers: list[Update]) -> int:
    """The page comes back to a server that was started anew."""
    told = {name for one in answers for name in one.get("delta", {})}
    async with tab(portal.address, cookie, path, told=told) as page:
        return hydration(await page.all_answers())


async def _clicks(page: Tab, path: str, load: str) -> dict[str, int]:
    """The largest message of each event."""
    sizes = {f"{path} load": await largest(page, load, {})}
    for name, payload in CLICKS:
        event = f"{path} {name} {next(iter(payload.values()), '')}".rstrip()
        sizes[event] = await largest(page, f"{PAY}.{name}", payload)
    return sizes


async def largest(page: Tab, name: str, payload: Mapping[str, object]) -> int:
    await page.send(name, **payload)
    return max((update.size for update in await page.all_answers(0.7)), default=0)


def hydration(updates: list[Update]) -> int:
    """All that came, less Reflex's own block about the request."""
    return sum(update.size - _router(update) for update in updates)


def _router(update: Update) -> int:
    root = update.get("delta", {}).get(ROOT_STATE, {})
    block = {name: value for name, value in root.items() if name.startswith(ROUTER)}
    return len(json.dumps(block, separators=(",", ":")))


def each_of(sizes: dict[str, int]) -> str:
    return ", ".join(f"{path} {size:,} bytes" for path, size in sizes.items())


def kilobytes(name: str, size: int, goal: float | None, how: str) -> Result:
    return Result("P7", name, size / 1024, goal, f"Bytes on the socket, served portal; {how}")
