"""Posting events to the portal: signed, at least once, with growing pauses."""

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import httpx
from sqlmodel import col, func, select

from wallet import signing
from wallet.column_types import utc_now
from wallet.database import Database
from wallet.events import to_out
from wallet.tables import Event

log = logging.getLogger("wallet.delivery")

BATCH = 10
TIMEOUT_SECONDS = 10.0
LONGEST_PAUSE = timedelta(minutes=10)
# About two days; from then on the portal finds the event only by asking.
MOST_ATTEMPTS = 300
LONGEST_IDLE_SECONDS = 30.0
# What is committed just after the first event goes with it: fewer commits beside charges.
GATHER_SECONDS = 0.02
PAUSE_AFTER_FAILURE_SECONDS = 1.0


def pause_after(attempts: int) -> timedelta:
    """1 s, 2 s, 4 s … 10 min."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)


class Deliverer:
    """Run `run` as a task; call `wake` when an event was committed."""

    def __init__(self, database: Database, url: str, secrets: Sequence[bytes]) -> None:
        self._database = database
        self._url = url
        self._secrets = list(secrets)
        self._woken = asyncio.Event()
        self._failing = False
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """From any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
            while True:
                self._woken.clear()
                idle = await self._round(client)
                if idle > 0:
                    await self._sleep(idle)
                    await asyncio.sleep(GATHER_SECONDS)

    async def _round(self, client: httpx.AsyncClient) -> float:
        """Delivers what is due; the seconds until there may be more."""
        try:
            batch = await asyncio.to_thread(self._claim)
            if batch:
                failures = await asyncio.gather(*(self._post(client, event) for event in batch))
                await asyncio.to_thread(self._note, batch, failures)
                self._tell(failures)
                return 0
            return await asyncio.to_thread(self._seconds_to_next)
        except Exception as error:  # the loop outlives whatever one round meets
            log.warning("events wait: %s", type(error).__name__)
            return PAUSE_AFTER_FAILURE_SECONDS

    async def _sleep(self, seconds: float) -> None:
        # Not wait_for: before Python 3.12 it loses a cancellation that meets the wake-up.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    def _claim(self) -> list[Event]:
        """Due events, each put off before it is sent: another wallet process leaves it alone, and
        after a crash in between it is sent again."""
        now = utc_now()
        due = (
            select(Event)
            .where(col(Event.next_attempt_at) <= now)
            .order_by(col(Event.sequence))
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        with self._database.write(durable=False) as session:
            events = list(session.exec(due))
            for event in events:
                event.attempts += 1
                pause = max(pause_after(event.attempts), timedelta(seconds=TIMEOUT_SECONDS + 5))
                event.next_attempt_at = now + pause
        return events

    async def _post(self, client: httpx.AsyncClient, event: Event) -> str | None:
        """None when the portal has taken it, else why not."""
        body = to_out(event).model_dump_json().encode()
        headers = {
            "Content-Type": "application/json",
            signing.HEADER: signing.sign(self._secrets, int(time.time()), body),
        }
        try:
            answer = await client.post(self._url, content=body, headers=headers)
        except httpx.HTTPError as error:
            return type(error).__name__
        return None if answer.is_success else f"status {answer.status_code}"

    def _note(self, events: Sequence[Event], failures: Sequence[str | None]) -> None:
        now = utc_now()
        with self._database.write(durable=False) as session:
            for event, failure in zip(events, failures, strict=True):
                session.add(event)
                if failure is None:
                    event.delivered_at, event.next_attempt_at = now, None
                elif event.attempts >= MOST_ATTEMPTS:
                    event.next_attempt_at = None
                else:
                    event.next_attempt_at = now + pause_after(event.attempts)

    def _tell(self, failures: Sequence[str | None]) -> None:
        """One line when the portal stops taking events, and one when it takes them again."""
        failure = next(filter(None, failures), None)
        if failure and not self._failing:
            log.warning("events wait for the portal: %s", failure)
        elif self._failing and not failure:
            log.warning("the portal takes events again")
        self._failing = failure is not None

    def _seconds_to_next(self) -> float:
        with self._database.read() as session:
            soonest = session.exec(select(func.min(Event.next_attempt_at))).one()
        if soonest is None:
            return LONGEST_IDLE_SECONDS
        return min(max((soonest - utc_now()).total_seconds(), 0.01), LONGEST_IDLE_SECONDS)
