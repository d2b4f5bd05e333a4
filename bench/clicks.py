"""P6: a guarded click on the served portal against a raw Socket.IO echo beside it."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from statistics import median
from time import perf_counter

import httpx

from bench.deltas import PAY
from bench.result import Result
from bench.served import MARIA, Served, served
from bench.tabs import ROOT_STATE, Tab, tab
from portal_app.toolchain import ROOT
from tests.support.ports import free_port

ROUNDS = 5
CLICKS = 50
"""A round of one tab: below the burst that the guard lets a tab send."""
TABS = 500
TURN_SECONDS = 2.0
CLICK = f"{ROOT_STATE}.set_is_hydrated"
"""The smallest handler that the guard lets through: one var, one short delta."""
CLOSE = f"{PAY}.close"
HOW = (
    "{}. Portal with its guard (session looked up in SQL) and a bare python-socketio echo under"
    " the same uvicorn, in turns; clients are python-socketio's"
)


def run() -> list[Result]:
    with served() as portal, _echo() as echo:
        return asyncio.run(_all(portal, echo))


@contextmanager
def _echo() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.echo", str(port)], cwd=ROOT)
    address = f"http://localhost:{port}"
    try:
        httpx.Client(transport=httpx.HTTPTransport(retries=8)).get(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


async def _all(portal: Served, echo: str) -> list[Result]:
    click = await _latency(portal, echo, CLICK)
    close = await _latency(portal, echo, CLOSE)
    events = await _throughput(portal, echo)
    times = f"Median of {ROUNDS} rounds of {CLICKS} clicks, one at a time"
    turns = f"{TABS} tabs, each its next click on the answer, {ROUNDS} turns of {TURN_SECONDS:g} s"
    return [
        Result("P6", "a guarded click, p50", click, 2.5, HOW.format(times)),
        Result("P6", "the pay dialog closed, p50", close, None, HOW.format(times)),
        Result("P6", "events a second", events, 0.35, HOW.format(turns), at_least=True),
    ]


async def _latency(portal: Served, echo: str, name: str) -> float:
    """Median over rounds of the median click over the median echo."""
    ratios: list[float] = []
    async with tab(echo, "", "/") as other:
        for cookie in portal.cookies(MARIA, ROUNDS):
            async with tab(portal.address, cookie, "/accounts/") as page:
                await page.all_answers()
                await _median_click(other, name, 10)
                theirs = await _median_click(other, name, CLICKS)
                ratios.append(await _median_click(page, name, CLICKS) / theirs)
    return median(ratios)


async def _median_click(page: Tab, name: str, count: int) -> float:
    times: list[float] = []
    for number in range(count):
        start = perf_counter()
        await page.send(name, **_payload(name, number))
        await page.answer()
        times.append(perf_counter() - start)
    return median(times)


def _payload(name: str, number: int) -> dict[str, bool]:
    """Each click changes something, else there is no answer."""
    return {"value": bool(number % 2)} if name == CLICK else {}


async def _throughput(portal: Served, echo: str) -> float:
    """Median over turns of our events a second over theirs."""
    async with AsyncExitStack() as stack:
        ours = [
            await stack.enter_async_context(tab(portal.address, cookie, "/accounts/"))
            for cookie in portal.cookies(MARIA, TABS)
        ]
        theirs = [await stack.enter_async_context(tab(echo, "", "/")) for _ in range(TABS)]
        await asyncio.gather(*(page.all_answers() for page in ours))
        ratios: list[float] = []
        for _ in range(ROUNDS):
            bare = await _turn(theirs)
            ratios.append(await _turn(ours) / bare)
    return median(ratios)


async def _turn(tabs: list[Tab]) -> int:
    """Answers that came within the turn."""
    end = perf_counter() + TURN_SECONDS

    async def click(page: Tab) -> int:
        count = 0
        while perf_counter() < end:
            await page.send(CLICK, **_payload(CLICK, count))
            await page.answer()
            count += 1
        return count

    return sum(await asyncio.gather(*map(click, tabs)))
