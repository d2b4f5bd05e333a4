"""Charges: money taken once per key, and what becomes of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlmodel import Session

from wallet import events, idempotency, profiles
from wallet.column_types import new_id, utc_now
from wallet.idempotency import Answer
from wallet.lookup import Lookup
from wallet.problems import ChargeNotFound, ProfileNotFound, ProfileUnverified
from wallet.processors.base import ChargeOrder, Outcome
from wallet.schemas import ChargeIn, ChargeOut
from wallet.service import Wallet
from wallet.tables import Charge, ChargeState, PaymentProfile, ProfileStatus, table_of

TABLE = table_of(Charge)
UNKNOWN = Outcome(ChargeState.PROCESSING)
PROFILES = table_of(PaymentProfile).c
_NEW = insert(TABLE)
_OUTCOME = update(TABLE).where(TABLE.c.idempotency_key == bindparam("of_key")).returning(*TABLE.c)
_PROFILE = select(*PROFILES).where(PROFILES.id == bindparam("of_id")).with_for_update()


@dataclass
class ChargeOperation:
    """One charge; `given` is None when it is only looked up again."""

    wallet: Wallet
    key: str
    given: ChargeIn | None = None
    order: ChargeOrder | None = field(default=None, repr=False)
    scope = "charges"

    def begin(self, session: Session) -> ChargeOut | None:
        assert self.given is not None
        profile = _profile_of(session, self.given.payment_profile)
        day = self.given.business_date or self.wallet.today()
        order = self._order_of(profile, self.given.amount, self.given.currency, day)
        outcome = self.wallet.processor.charge_here(session, order)
        now = utc_now()
        charge = {
            "id": new_id("ch"),
            "idempotency_key": self.key,
            "payment_profile_id": profile.id,
            "kind": profile.kind,
            "amount": order.amount,
            "amount_refunded": 0,
            "currency": order.currency,
            "submitted_on": order.business_date,
            "return_code": None,
            "created_at": now,
            "updated_at": now,
            **_came_to(outcome or UNKNOWN),
        }
        session.connection().execute(_NEW, charge)
        self.order = order
        return None if outcome is None else _told(session, charge)

    async def find(self) -> Outcome | None:
        return await self.wallet.processor.find_charge(self.key)

    async def perform(self) -> Outcome:
        order = self.order or await asyncio.to_thread(self._saved_order)
        return await self.wallet.processor.charge(order)

    def finish(self, session: Session, result: Outcome) -> ChargeOut:
        values = {"of_key": self.key, **_came_to(result)}
        row = session.connection().execute(_OUTCOME, values).one()
        return _told(session, row._mapping)

    def _saved_order(self) -> ChargeOrder:
        # From the row, not from the request: a repeat on a later day is still of the first day.
        with self.wallet.database.read() as session:
            charge = charges.in_session(session, self.key)
            profile = profiles.existing(session, charge.payment_profile_id)
        return self._order_of(profile, charge.amount, charge.currency, charge.submitted_on)

    def _order_of(
        self, profile: PaymentProfile | Row[Any], amount: int, currency: str, day: date
    ) -> ChargeOrder:
        instrument = profiles.instrument_of(self.wallet.vault, profile)
        return ChargeOrder(self.key, instrument, amount, currency, day, profile.id)


async def submit(wallet: Wallet, given: ChargeIn, key: str) -> Answer:
    """Charges once per key.

    `business_date` is left out of what makes two requests the same: a repeat may come a day later.

    Raises:
        KeyReused, ProfileNotFound, ProfileUnverified, ProcessorUnavailable
    """
    digest = idempotency.digest_of(given.model_dump(exclude={"business_date"}))
    return await idempotency.once(wallet, ChargeOperation(wallet, key, given), digest)


def _profile_of(session: Session, profile_id: str) -> Row[Any]:
    """Locked: with a charge under way it cannot be deleted."""
    profile = session.connection().execute(_PROFILE, {"of_id": profile_id}).first()
    if profile is None or profile.deleted_at is not None:
        raise ProfileNotFound
    if profile.status is not ProfileStatus.VERIFIED:
        raise ProfileUnverified
    return profile


def _came_to(outcome: Outcome) -> dict[str, Any]:
    return {
        "state": outcome.state,
        "decline_code": outcome.decline_code,
        "settles_on": outcome.settles_on,
    }


def _told(session: Session, row: Mapping[Any, Any]) -> ChargeOut:
    """The first answer, and the event of it."""
    charge = ChargeOut(payment_profile=row["payment_profile_id"], **row)
    events.record_charges(session, [charge])
    return charge


def to_out(charge: Charge) -> ChargeOut:
    values = charge.model_dump(exclude={"payment_profile_id"})
    return ChargeOut(payment_profile=charge.payment_profile_id, **values)


charges = Lookup(Charge, ChargeNotFound, ChargeOperation)
