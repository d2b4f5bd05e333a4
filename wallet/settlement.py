"""What becomes of charges when their settlement date comes, in the sandbox."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlmodel import Session, col, select

from wallet import events
from wallet.database import Database
from wallet.processors.sandbox import FinalResult
from wallet.schemas import AdvanceOut
from wallet.tables import Charge, ChargeState

BATCH = 500
UNSETTLED = (ChargeState.APPROVED, ChargeState.PENDING)
Results = Callable[[Session, Iterable[str]], dict[str, FinalResult]]


def advance(database: Database, results: Results, business_date: date) -> AdvanceOut:
    """Moves every charge whose settlement date has come; a repeat finds nothing left to move.

    Each batch is one transaction with its events, so that a crash loses or repeats nothing.
    """
    counts = {ChargeState.SETTLED: 0, ChargeState.RETURNED: 0}
    while moved := _advance_batch(database, results, business_date):
        for state in moved:
            counts[state] += 1
    return AdvanceOut(
        business_date=business_date,
        settled=counts[ChargeState.SETTLED],
        returned=counts[ChargeState.RETURNED],
    )


def _advance_batch(database: Database, results: Results, day: date) -> list[ChargeState]:
    due = (
        select(Charge)
        .where(col(Charge.state).in_(UNSETTLED), col(Charge.settles_on) <= day)
        .order_by(col(Charge.settles_on), col(Charge.id))
        .limit(BATCH)
        .with_for_update()
    )
    with database.write() as session:
        rows = list(session.exec(due))
        final = results(session, [row.idempotency_key for row in rows])
        for row in rows:
            row.state = final[row.idempotency_key].state
            row.return_code = final[row.idempotency_key].return_code
        session.flush()
        events.record_charges(session, rows)
        return [row.state for row in rows]
