"""A guarded click while 20 log-ins run, against the same click when none does."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from multiprocessing import get_context
from multiprocessing.synchronize import Event as Flag
from statistics import median, quantiles
from threading import Thread
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

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
    " ({busy:.1f} ms over {quiet:.1f} ms)"
)


def run() -> list[Result]:
    with served() as portal, _borrowers(portal.address) as (start, rest, count):
        found = asyncio.run(_all(portal, start, rest, count))
    how = HOW.format(
        rate=found.rate, rounds=ROUNDS, quiet=1000 * found.quiet, busy=1000 * found.busy
    )
    return [Result(GOAL, "a click beside log-ins, p95", found.ratio, 2.0, how)]


@dataclass(frozen=True)
class Beside:
    """`ratio`: median over rounds; `quiet` and `busy` in seconds; log-ins a second meanwhile."""

    ratio: float
    quiet: float
    busy: float
    rate: float


async def _all(portal: Served, go: Flag, idle: Flag, count: Any) -> Beside:
    ratios: list[float] = []
    found: list[tuple[float, float]] = []
    seconds, before = 0.0, count.value
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
        found.append((quiet, busy))
    middle = tuple(median(times) for times in zip(*found, strict=True))
    return Beside(median(ratios), *middle, (count.value - before) / seconds)


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
    """While `go` is set, `AT_ONCE` threads log in one time after another. It gives way: browsers
    have processors of their own.
    """
    os.nice(10)
    while go.wait():
        threads = [Thread(target=_again, args=(address, go, count)) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        idle.set()


def _again(address: str, go: Flag, count: Any) -> None:
    body = urlencode({"email": LUIS, "password": PASSWORD, "language": "en"})
    named = {"Origin": address, "Content-Type": "application/x-www-form-urlencoded"}
    host = address.rpartition("/")[2]
    while go.is_set():
        line = HTTPConnection(host, timeout=60)
        line.request("POST", SESSION_LOG_IN, body, named)
        answer = line.getresponse()
        line.close()
        if answer.headers["location"] != "/accounts/":
            raise RuntimeError(f"log-in was answered with {answer.status}")
        with count.get_lock():
            count.value += 1
