"""Charges: money taken once per key, and what becomes of it."""

import asyncio
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session

from wallet import events, idempotency, profiles
from wallet.column_types import new_id, utc_now
from wallet.idempotency import Answer
from wallet.lookup import Lookup
from wallet.problems import ChargeNotFound, ProfileUnverified
from wallet.processors.base import ChargeOrder, Outcome
from wallet.schemas import ChargeIn, ChargeOut
from wallet.service import Wallet
from wallet.tables import Charge, ChargeState, PaymentProfile, ProfileStatus, table_of

TABLE = table_of(Charge)
_NEW = insert(TABLE)
_OUTCOME = update(TABLE).where(TABLE.c.idempotency_key == bindparam("of_key")).returning(*TABLE.c)


@dataclass
class ChargeOperation:
    """One charge; `given` is None when it is only looked up again."""

    wallet: Wallet
    key: str
    given: ChargeIn | None = None
    order: ChargeOrder | None = field(default=None, repr=False)
    scope = "charges"

    def begin(self, session: Session) -> None:
        assert self.given is not None
        # Locked: a profile with a charge under way cannot be deleted.
        profile = profiles.existing(session, self.given.payment_profile, lock=True)
        if profile.status is not ProfileStatus.VERIFIED:
            raise ProfileUnverified
        order = self._order_of(
            profile,
            self.given.amount,
            self.given.currency,
            self.given.business_date or self.wallet.today(),
        )
        now = utc_now()
        charge = {
            "id": new_id("ch"),
            "idempotency_key": self.key,
            "payment_profile_id": profile.id,
            "kind": profile.kind,
            "amount": order.amount,
            "amount_refunded": 0,
            "currency": order.currency,
            "state": ChargeState.PROCESSING,
            "submitted_on": order.business_date,
            "created_at": now,
            "updated_at": now,
        }
        session.connection().execute(_NEW, charge)
        self.order = order

    async def find(self) -> Outcome | None:
        return await self.wallet.processor.find_charge(self.key)

    async def perform(self) -> Outcome:
        order = self.order or await asyncio.to_thread(self._saved_order)
        return await self.wallet.processor.charge(order)

    def finish(self, session: Session, result: Outcome) -> ChargeOut:
        values = {
            "of_key": self.key,
            "state": result.state,
            "decline_code": result.decline_code,
            "settles_on": result.settles_on,
        }
        row = session.connection().execute(_OUTCOME, values).one()
        charge = ChargeOut(payment_profile=row.payment_profile_id, **row._mapping)
        events.record_charges(session, [charge])
        return charge

    def _saved_order(self) -> ChargeOrder:
        # From the row, not from the request: a repeat on a later day is still of the first day.
        with self.wallet.database.read() as session:
            charge = charges.in_session(session, self.key)
            profile = profiles.existing(session, charge.payment_profile_id)
        return self._order_of(profile, charge.amount, charge.currency, charge.submitted_on)

    def _order_of(
        self, profile: PaymentProfile, amount: int, currency: str, day: date
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


def to_out(charge: Charge) -> ChargeOut:
    values = charge.model_dump(exclude={"payment_profile_id"})
    return ChargeOut(payment_profile=charge.payment_profile_id, **values)


charges = Lookup(Charge, ChargeNotFound, ChargeOperation)
