"""The outbox: events written with the change they tell of, read in the order of commit."""

import json
from collections.abc import Sequence

from sqlalchemy import insert, text
from sqlmodel import Session, col, select

from wallet.column_types import new_id, utc_now
from wallet.database import Database
from wallet.schemas import ChargeOut, EventList, EventOut
from wallet.tables import Charge, Event, PaymentProfile, Refund, Swipe, table_of

# Any fixed number, the same for every process of the wallet.
SEQUENCE_LOCK = 0x6576656E74
Data = dict[str, str | int | None]
_NEW = insert(table_of(Event))


def record_charges(session: Session, charges: Sequence[Charge | ChargeOut]) -> None:
    """`charge.<state>` for each."""
    _record(session, [(f"charge.{charge.state.value}", _charge_data(charge)) for charge in charges])


def record_refund(session: Session, refund: Refund) -> None:
    """`refund.<state>`."""
    data = {
        "refund_id": refund.id,
        "charge_id": refund.charge_id,
        "idempotency_key": refund.idempotency_key,
        "state": refund.state.value,
        "amount": refund.amount,
    }
    _record(session, [(f"refund.{refund.state.value}", data)])


def record_swipe(session: Session, swipe: Swipe) -> None:
    """`swipe.<state>`."""
    data = {
        "swipe_id": swipe.id,
        "card_id": swipe.card_id,
        "state": swipe.state.value,
        "amount": swipe.amount,
    }
    _record(session, [(f"swipe.{swipe.state.value}", data)])


def record_profile_created(session: Session, profile: PaymentProfile, opened: str) -> None:
    """`payment_profile.created`, in the frame of the session `opened`."""
    data: Data = {"id": profile.id, "reference": profile.reference, "session": opened}
    _record(session, [("payment_profile.created", data)])


def record_profile_verified(session: Session, profile: PaymentProfile) -> None:
    """`payment_profile.verified`."""
    data: Data = {"id": profile.id, "reference": profile.reference}
    _record(session, [("payment_profile.verified", data)])


def record_profile_failed(session: Session, profile: PaymentProfile) -> None:
    """`payment_profile.failed`: no micro-entries can be sent to it."""
    data: Data = {"id": profile.id, "reference": profile.reference}
    _record(session, [("payment_profile.failed", data)])


def after(database: Database, sequence: int, limit: int) -> EventList:
    """Up to `limit` events with a higher sequence."""
    newer = select(Event).where(col(Event.sequence) > sequence).order_by(col(Event.sequence))
    with database.read() as session:
        rows = list(session.exec(newer.limit(limit + 1)))
    page = [to_out(row) for row in rows[:limit]]
    last = page[-1].sequence if page else sequence
    return EventList(data=page, next=last, has_more=len(rows) > limit)


def to_out(event: Event) -> EventOut:
    assert event.sequence is not None
    return EventOut(
        id=event.id,
        sequence=event.sequence,
        type=event.type,
        created_at=event.created_at,
        data=json.loads(event.data),
    )


def _charge_data(charge: Charge | ChargeOut) -> Data:
    return {
        "charge_id": charge.id,
        "idempotency_key": charge.idempotency_key,
        "state": charge.state.value,
        "amount": charge.amount,
        "decline_code": charge.decline_code and charge.decline_code.value,
        "return_code": charge.return_code,
    }


def _record(session: Session, events: Sequence[tuple[str, Data]]) -> None:
    if not events:
        return
    if session.get_bind().dialect.name == "postgresql":
        # Numbers are drawn in one order and would be seen in another: a reader that has passed 5
        # would miss a 4 that commits later. Held to the commit, which is near.
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": SEQUENCE_LOCK})
    now = utc_now()
    rows = [
        {
            "id": new_id("evt"),
            "type": kind,
            "data": json.dumps(data),
            "attempts": 0,
            "next_attempt_at": now,
            "created_at": now,
        }
        for kind, data in events
    ]
    session.connection().execute(_NEW, rows)
