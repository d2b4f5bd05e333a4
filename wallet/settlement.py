"""What becomes of charges: asked of the processor, each answer one transaction with its event."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select, tuple_

from wallet import events
from wallet.charges import charges
from wallet.database import Database
from wallet.processors.base import FinalResult, ProcessorUnavailable, TakenBack
from wallet.refunds import fail_late, refunds
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
    counts = {ChargeState.SETTLED: 0, ChargeState.RETURNED: 0, ChargeState.CHARGED_BACK: 0}
    last = _Due(date.min, "", "")
    while due := await asyncio.to_thread(_due, wallet.database, business_date, last):
        last = due[-1]
        final = await wallet.processor.final_results([row.key for row in due])
        for state in await asyncio.to_thread(_move, wallet.database, final):
            counts[state] += 1
    news = await wallet.processor.late_news(business_date)
    for state in await asyncio.to_thread(_take_back, wallet.database, news.taken_back):
        counts[state] += 1
    await asyncio.to_thread(fail_late, wallet.database, news.refunds_failed)
    return AdvanceOut(
        business_date=business_date,
        settled=counts[ChargeState.SETTLED],
        returned=counts[ChargeState.RETURNED] + counts[ChargeState.CHARGED_BACK],
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


def _take_back(database: Database, news: Mapping[str, TakenBack]) -> list[ChargeState]:
    """What came back after it was done: once, however often it is told."""
    if not news:
        return []
    with database.write() as session:
        rows = _locked(session, list(news), (*UNSETTLED, ChargeState.SETTLED))
        whole = [row for row in rows if _is_whole(row, news[row.idempotency_key])]
        return _conclude(session, whole, news)


def _is_whole(row: Charge, back: TakenBack) -> bool:
    whole = back.amount >= row.amount - row.amount_refunded
    if not whole:
        log.warning("charge %s is disputed in part: the lender corrects it by hand", row.id)
    return whole


def _locked(session: Session, keys: list[str], states: Sequence[ChargeState]) -> list[Charge]:
    rows: list[Charge] = []
    for at in range(0, len(keys), BATCH):
        found = (
            select(Charge)
            .where(
                col(Charge.idempotency_key).in_(keys[at : at + BATCH]),
                col(Charge.state).in_(states),
            )
            .order_by(col(Charge.settles_on), col(Charge.id))
            .with_for_update()
        )
        rows += session.exec(found)
    return rows


def _move(database: Database, final: dict[str, FinalResult]) -> list[ChargeState]:
    with database.write() as session:
        return _conclude(session, _locked(session, list(final), UNSETTLED), final)


def _conclude(
    session: Session, rows: list[Charge], ends: Mapping[str, FinalResult] | Mapping[str, TakenBack]
) -> list[ChargeState]:
    for row in rows:
        end = ends[row.idempotency_key]
        row.state, row.return_code = end.state, end.return_code
    session.flush()
    events.record_charges(session, rows)
    return [row.state for row in rows]
