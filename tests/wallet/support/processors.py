"""The processors that one contract is held against, each with what makes its days pass."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

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
"""Where the fake is to hang; anywhere else a busy machine may take its time."""
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
        hangs = any(fault.kind == "timeout" for fault in server.faults)
        seconds = HASTY_SECONDS if hangs else PATIENT_SECONDS
        return StripeProcessor(database, *make_client(KEY, server.url, seconds, retries))

    return Case(make, server.books.settle, lambda: server.books.moved, server.books.later)


@contextmanager
def case(name: str, database: Database) -> Iterator[Case]:
    if name == "sandbox":
        yield sandbox(database)
        return
    with StripeServer() as server:
        yield stripe(database, server, retries=2)
