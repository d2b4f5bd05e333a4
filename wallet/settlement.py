"""What becomes of charges: asked of the processor, each answer one transaction with its event."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select, tuple_

from wallet import events
from wallet.charges import charges
from wallet.database import Database
from wallet.processors.base import FinalResult, ProcessorUnavailable
from wallet.refunds import refunds
from wallet.schemas import AdvanceOut
from wallet.service import Wallet
from wallet.tables import Charge, ChargeState

log = logging.getLogger("wallet.settlement")
BATCH = 500
UNSETTLED = (ChargeState.APPROVED, ChargeState.PENDING)
FAR = date.max


@dataclass(frozen=True)
class _Due:
    settles_on: date
    id: str
    key: str


async def advance(wallet: Wallet, business_date: date) -> AdvanceOut:
    """Moves every charge whose settlement date has come; a repeat finds nothing left to move.

    What the processor does not know yet stays. Each batch is one transaction with its events, so
    that a crash loses or repeats nothing.
    """
    counts = {ChargeState.SETTLED: 0, ChargeState.RETURNED: 0}
    last = _Due(date.min, "", "")
    while due := await asyncio.to_thread(_due, wallet.database, business_date, last):
        last = due[-1]
        final = await wallet.processor.final_results([row.key for row in due])
        for state in await asyncio.to_thread(_move, wallet.database, final):
            counts[state] += 1
    return AdvanceOut(
        business_date=business_date,
        settled=counts[ChargeState.SETTLED],
        returned=counts[ChargeState.RETURNED],
    )


async def poll(wallet: Wallet, seconds: float, wake: Callable[[], None]) -> None:
    """For ever: asks a processor of the outside world about all that is on its way."""
    while True:
        try:
            await charges.resolve_unknown(wallet)
            await refunds.resolve_unknown(wallet)
            moved = await advance(wallet, FAR)
            if moved.settled or moved.returned:
                wake()
        except ProcessorUnavailable:
            log.warning("the processor gave no answer; asking again later")
        except Exception as error:  # the loop outlives whatever one round meets
            log.warning("settlement waits: %s", type(error).__name__)
        await asyncio.sleep(seconds)


def _due(database: Database, day: date, after: _Due) -> list[_Due]:
    place = tuple_(col(Charge.settles_on), col(Charge.id))
    due = (
        select(Charge.id, Charge.idempotency_key, col(Charge.settles_on))
        .where(col(Charge.state).in_(UNSETTLED), col(Charge.settles_on) <= day)
        .where(place > tuple_(after.settles_on, after.id))
        .order_by(col(Charge.settles_on), col(Charge.id))
        .limit(BATCH)
    )
    with database.read() as session:
        return [_Due(on, row_id, key) for row_id, key, on in session.exec(due) if on]


def _move(database: Database, final: dict[str, FinalResult]) -> list[ChargeState]:
    unsettled = (
        select(Charge)
        .where(col(Charge.idempotency_key).in_(list(final)), col(Charge.state).in_(UNSETTLED))
        .order_by(col(Charge.settles_on), col(Charge.id))
        .with_for_update()
    )
    with database.write() as session:
        rows = list(session.exec(unsettled))
        for row in rows:
            row.state = final[row.idempotency_key].state
            row.return_code = final[row.idempotency_key].return_code
        session.flush()
        events.record_charges(session, rows)
        return [row.state for row in rows]
