"""A guarded click while 20 log-ins run, against the same click when none does."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Event as Flag
from statistics import median, quantiles
from threading import Thread
from time import perf_counter
from typing import Any

import httpx

from bench.clicks import CLICK
from bench.result import Result
from bench.served import MARIA, Served, served
from bench.tabs import Tab, tab
from portal_app.demo_logins import PASSWORD
from portal_app.routes import SESSION_LOG_IN

GOAL = "logins"
LUIS = "luis.reyes@example.com"
AT_ONCE = 20
ROUNDS = 5
CLICKS = 50
"""A round of one tab: below the burst that the guard lets a tab send."""
HOW = (
    f"p95 of {CLICKS} clicks, one at a time, while {AT_ONCE} browsers log in without pause"
    " ({rate:.0f} log-ins a second), over the p95 without them; median of {rounds} rounds, in turns"
)


def run() -> list[Result]:
    with served() as portal, _borrowers(portal.address) as (start, rest, count):
        ratios, rate = asyncio.run(_all(portal, start, rest, count))
    how = HOW.format(rate=rate, rounds=ROUNDS)
    return [Result(GOAL, "a click beside log-ins, p95", median(ratios), 2.0, how)]


async def _all(portal: Served, go: Flag, idle: Flag, count: Any) -> tuple[list[float], float]:
    """The ratio of each round, and how many log-ins a second there were meanwhile."""
    ratios, seconds, before = [], 0.0, count.value
    for one, other in zip(*[iter(portal.cookies(MARIA, 2 * ROUNDS))] * 2, strict=True):
        async with (
            tab(portal.address, one, "/accounts/") as first,
            tab(portal.address, other, "/accounts/") as second,
        ):
            quiet = await _p95(first)
            idle.clear()
            go.set()
            start = perf_counter()
            busy = await _p95(second)
            seconds += perf_counter() - start
            go.clear()
            await asyncio.to_thread(idle.wait, 60)
        ratios.append(busy / quiet)
    return ratios, (count.value - before) / seconds


async def _p95(page: Tab) -> float:
    await page.all_answers()
    times = [await _click(page, bool(number % 2)) for number in range(CLICKS)]
    return quantiles(times, n=20)[-1]


async def _click(page: Tab, value: bool) -> float:
    start = perf_counter()
    await page.send(CLICK, value=value)
    await page.answer()
    return perf_counter() - start


@contextmanager
def _borrowers(address: str) -> Iterator[tuple[Flag, Flag, Any]]:
    """In a process of their own, so that the clicks wait for the portal alone. `go`, `idle`, and
    how many log-ins there were.
    """
    context = get_context("spawn")
    go, idle, count = context.Event(), context.Event(), context.Value("i", 0)
    process = context.Process(target=_log_in, args=(address, go, idle, count), daemon=True)
    process.start()
    try:
        yield go, idle, count
    finally:
        process.terminate()
        process.join(10)


def _log_in(address: str, go: Flag, idle: Flag, count: Any) -> None:
    """While `go` is set, `AT_ONCE` threads log in one time after another."""
    while go.wait():
        threads = [Thread(target=_again, args=(address, go, count)) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        idle.set()


def _again(address: str, go: Flag, count: Any) -> None:
    form = {"email": LUIS, "password": PASSWORD, "language": "en"}
    to = f"{address}{SESSION_LOG_IN}"
    while go.is_set():
        answer = httpx.post(to, data=form, headers={"Origin": address}, timeout=60)
        if answer.headers.get("location") != "/accounts/":
            raise RuntimeError(f"log-in was answered with {answer.status_code}")
        with count.get_lock():
            count.value += 1
