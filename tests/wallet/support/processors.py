"""The processors that one contract is held against, each with what makes its days pass."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
from sqlmodel import func, select

from tests.support import aio
from tests.wallet.support.stripe_server import KEY, StripeServer
from wallet.database import Database
from wallet.processors.base import Card, ChargeOrder, Instrument, Processor
from wallet.processors.sandbox import SandboxProcessor
from wallet.processors.sandbox_tables import SandboxCharge
from wallet.processors.stripe_client import make_client
from wallet.processors.stripe_payments import StripeProcessor

MONDAY, WEEKS_LATER = date(2026, 1, 5), date(2026, 2, 9)
HASTY_SECONDS = 2.0
"""For the one request with which the fake hangs; any other may take its time on a busy machine."""
PATIENT_SECONDS = 60.0


@dataclass(frozen=True)
class Case:
    """`make` a processor inside a running loop; `moved` counts what it took, or tried to.

    `settle` and `later` make its days and weeks pass.
    """

    make: Callable[[], Processor]
    settle: Callable[[], None]
    moved: Callable[[], int]
    later: Callable[[], None] = lambda: None

    def play(self, scenario: Callable[[Any], Awaitable[Any]]) -> Any:
        """The scenario's answer, with a processor that is closed afterwards."""

        async def run() -> Any:
            processor = self.make()
            try:
                return await scenario(processor)
            finally:
                await processor.close()

        return aio.run(run())


def order(key: str, instrument: Instrument | None = None, profile: str = "") -> ChargeOrder:
    visa = Card("4242424242424242", 12, 2031, "Maria Reyes")
    return ChargeOrder(key, instrument or visa, 42_427, "USD", MONDAY, profile)


def sandbox(database: Database) -> Case:
    def moved() -> int:
        with database.read() as session:
            return session.exec(select(func.count()).select_from(SandboxCharge)).one()

    return Case(lambda: SandboxProcessor(database, 0), lambda: None, moved)


def stripe(database: Database, server: StripeServer, retries: int = 0) -> Case:
    def make() -> Processor:
        processor = StripeProcessor(
            database, *make_client(KEY, server.url, PATIENT_SECONDS, retries)
        )
        leave_where_it_hangs(processor, server)
        return processor

    return Case(make, server.books.settle, lambda: server.books.moved, server.books.later)


def leave_where_it_hangs(processor: StripeProcessor, server: StripeServer) -> None:
    async def look(request: httpx.Request) -> None:
        if server.will_hang(request.method, request.url.path):
            request.extensions["timeout"] = httpx.Timeout(HASTY_SECONDS).as_dict()

    processor._connections._client_async.event_hooks = {"request": [look]}


@contextmanager
def case(name: str, database: Database) -> Iterator[Case]:
    if name == "sandbox":
        yield sandbox(database)
        return
    with StripeServer() as server:
        yield stripe(database, server, retries=2)
