"""Open tabs hear of a change within a second; that of a session that has ended goes to log-in."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select, update

from models.accounts import Account, AccountLink
from models.base import utc_now
from models.customers import Login
from models.live import LiveNotice
from models.sessions import Session as SessionRow
from services import live, sessions
from services.database import reading, unit_of_work
from tests.support.aio import run
from tests.support.demo_web import LUIS, MARIA, DemoWeb
from tests.support.tab import Tab
from tests.support.web import Web

pytestmark = pytest.mark.xdist_group("sockets")

SOON = 1.0
EVENTS = 4
"""What a notice costs, in events of a tab: as long as the machine takes for them is added."""
TRIES = 10
TABS = 8


async def hears(tab: Tab, *words: str) -> float:
    """Seconds until a message with all of `words` arrives; TimeoutError after patience."""
    began = time.monotonic()
    while True:
        text = await tab.next()
        if all(word in text for word in words):
            return time.monotonic() - began


async def pace(*tabs: Tab) -> float:
    """Seconds that the machine takes at this moment for an event in each of them."""
    began = time.monotonic()
    await asyncio.gather(*(tab.settle() for tab in tabs))
    return time.monotonic() - began


def is_soon(seen: Callable[[], Coroutine[Any, Any, float]]) -> None:
    """`seen` answers by how much a notice took longer than the machine is slow."""
    took: list[float] = []
    while len(took) < TRIES and (not took or min(took) >= SOON):
        took.append(run(seen()))
    assert min(took) < SOON, took


async def hears_nothing(tab: Tab, seconds: float = 0.7) -> None:
    with suppress(TimeoutError):
        while True:
            text = await asyncio.wait_for(tab.next(), seconds)
            assert '"event"' not in text, text


def withdraw(web: DemoWeb, number: str, access: bool) -> None:
    """As an agent does at Links & Access."""
    with unit_of_work(web.engine) as session:
        account = session.exec(select(Account).where(Account.number == number)).one()
        session.execute(
            update(AccountLink)
            .where(col(AccountLink.account_id) == account.id)
            .values(web_access=access)
        )
        live.tell_account(session, account.id or 0)


def test_log_out_reaches_every_tab_of_the_session_within_a_second(web: DemoWeb) -> None:
    async def seen() -> float:
        cookie, other = web.session_of(MARIA), web.session_of(MARIA)
        tabs = [await Tab.open(web.port, cookie, path="/accounts") for _ in range(TABS)]
        stays = await Tab.open(web.port, other)
        slowness = EVENTS * await pace(*tabs)
        web.end_session(cookie)
        took = await asyncio.gather(*(hears(tab, "_redirect", "/login") for tab in tabs))
        await hears_nothing(stays)
        for tab in (*tabs, stays):
            await tab.close()
        return max(took) - slowness

    is_soon(seen)


def test_each_web_process_tells_its_own_tabs(web: DemoWeb, tmp_path: Path) -> None:
    second = Web(tmp_path, PORTAL_DATA_DIR=str(web.data_dir))

    async def seen() -> float:
        cookie = web.session_of(MARIA)
        there = second.cookie(cookie.partition("=")[2])
        tabs = [await Tab.open(web.port, cookie), await Tab.open(second.port, there)]
        slowness = EVENTS * await pace(*tabs)
        web.end_session(cookie)
        took = await asyncio.gather(*(hears(tab, "_redirect", "/login") for tab in tabs))
        for tab in tabs:
            await tab.close()
        return max(took) - slowness

    try:
        second.get("/healthz")
        is_soon(seen)
    finally:
        second.end()


def test_web_access_withdrawn_closes_the_open_account(web: DemoWeb) -> None:
    async def seen() -> float:
        cookie = web.session_of(LUIS)
        async with await Tab.open(web.port, cookie, path="/accounts/L-4417") as tab:
            slowness = EVENTS * await pace(tab)
            withdraw(web, "L-4417", False)
            took = await hears(tab, "missing")
            withdraw(web, "L-4417", True)
            await hears(tab, "ready")
            return took - slowness

    is_soon(seen)


def test_what_others_do_is_not_heard(web: DemoWeb) -> None:
    async def quiet() -> None:
        async with await Tab.open(web.port, web.session_of(LUIS)) as luis:
            web.end_session(web.session_of(MARIA))
            await hears_nothing(luis)

    run(quiet())


def test_an_open_tab_that_is_told_does_not_keep_the_session_alive(web: DemoWeb) -> None:
    long_ago = utc_now() - sessions.IDLE * 0.9

    async def told() -> None:
        cookie = web.session_of(LUIS)
        async with await Tab.open(web.port, cookie) as tab:
            with unit_of_work(web.engine) as session:
                luis = session.exec(select(Login).where(Login.email == LUIS)).one()
                rows = update(SessionRow).where(col(SessionRow.login_id) == luis.id)
                session.execute(rows.values(last_used_at=long_ago))
            before = _last_used(web)
            withdraw(web, "L-4417", False)
            await hears(tab, "delta")
            withdraw(web, "L-4417", True)
            await tab.settle()
            assert _last_used(web) == before

    run(told())


def _last_used(web: DemoWeb) -> set[str]:
    with reading(web.engine) as session:
        return {str(at) for at in session.exec(select(SessionRow.last_used_at)).all()}


def test_notices_are_rows_that_name_nothing_but_the_login(web: DemoWeb) -> None:
    assert set(LiveNotice.model_fields) == {"id", "login_id", "at"}
