"""Reading charges and refunds; one whose outcome is unknown is first asked about."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlmodel import Session, select

from wallet import idempotency
from wallet.idempotency import Operation
from wallet.problems import Problem
from wallet.processors.base import ProcessorUnavailable
from wallet.service import Wallet
from wallet.tables import Charge, Refund

Row = TypeVar("Row", Charge, Refund)
PROCESSING = "processing"


@dataclass(frozen=True)
class Lookup(Generic[Row]):
    """Rows of one table; `operation` finishes the one with a given key."""

    table: type[Row]
    missing: type[Problem]
    operation: Callable[[Wallet, str], Operation[Any]]

    async def get(self, wallet: Wallet, row_id: str) -> Row:
        """The row by id; raises `missing`."""
        row = await asyncio.to_thread(self._read, wallet, row_id)
        if row.state != PROCESSING:
            return row
        await self._resolve(wallet, row.idempotency_key)
        return await asyncio.to_thread(self._read, wallet, row_id)

    async def by_key(self, wallet: Wallet, key: str) -> Row | None:
        row_id = await asyncio.to_thread(self._id_of, wallet, key)
        return None if row_id is None else await self.get(wallet, row_id)

    async def resolve_unknown(self, wallet: Wallet) -> None:
        """Asks the processor about every row whose outcome a crash left unknown."""
        for key in await asyncio.to_thread(self._unknown_keys, wallet):
            await self._resolve(wallet, key)

    def in_session(self, session: Session, key: str) -> Row:
        return session.exec(select(self.table).where(self.table.idempotency_key == key)).one()

    async def _resolve(self, wallet: Wallet, key: str) -> None:
        # Without an answer from the processor the row stays `processing`, which is the truth.
        with suppress(ProcessorUnavailable):
            await idempotency.resolve(wallet.database, self.operation(wallet, key))

    def _read(self, wallet: Wallet, row_id: str) -> Row:
        with wallet.database.read() as session:
            row = session.get(self.table, row_id)
        if row is None:
            raise self.missing
        return row

    def _id_of(self, wallet: Wallet, key: str) -> str | None:
        query = select(self.table.id).where(self.table.idempotency_key == key)
        with wallet.database.read() as session:
            return session.exec(query).first()

    def _unknown_keys(self, wallet: Wallet) -> list[str]:
        query = select(self.table.idempotency_key).where(self.table.state == PROCESSING)
        with wallet.database.read() as session:
            return list(session.exec(query))
