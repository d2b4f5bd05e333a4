"""Charges: money taken once per key, and what becomes of it."""

import asyncio
from dataclasses import dataclass, field

from sqlmodel import Session

from wallet import events, idempotency, profiles
from wallet.column_types import new_id
from wallet.idempotency import Answer
from wallet.lookup import Lookup
from wallet.problems import ChargeNotFound, ProfileUnverified
from wallet.processors.base import ChargeOrder, Outcome
from wallet.schemas import ChargeIn, ChargeOut
from wallet.service import Wallet
from wallet.tables import Charge, ChargeState, PaymentProfile, ProfileStatus


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
        charge = Charge(
            id=new_id("ch"),
            idempotency_key=self.key,
            payment_profile_id=profile.id,
            kind=profile.kind,
            amount=self.given.amount,
            currency=self.given.currency,
            state=ChargeState.PROCESSING,
            submitted_on=self.given.business_date or self.wallet.today(),
        )
        session.add(charge)
        self.order = self._order_of(charge, profile)

    async def find(self) -> Outcome | None:
        return await self.wallet.processor.find_charge(self.key)

    async def perform(self) -> Outcome:
        order = self.order or await asyncio.to_thread(self._saved_order)
        return await self.wallet.processor.charge(order)

    def finish(self, session: Session, result: Outcome) -> ChargeOut:
        charge = charges.in_session(session, self.key, lock=True)
        charge.state = result.state
        charge.decline_code = result.decline_code
        charge.settles_on = result.settles_on
        session.flush()
        events.record_charges(session, [charge])
        return to_out(charge)

    def _saved_order(self) -> ChargeOrder:
        # From the row, not from the request: a repeat on a later day is still of the first day.
        with self.wallet.database.read() as session:
            charge = charges.in_session(session, self.key)
            profile = profiles.existing(session, charge.payment_profile_id)
        return self._order_of(charge, profile)

    def _order_of(self, charge: Charge, profile: PaymentProfile) -> ChargeOrder:
        return ChargeOrder(
            self.key,
            profiles.instrument_of(self.wallet.vault, profile),
            charge.amount,
            charge.currency,
            charge.submitted_on,
            profile.id,
        )


async def submit(wallet: Wallet, given: ChargeIn, key: str) -> Answer:
    """Charges once per key.

    `business_date` is left out of what makes two requests the same: a repeat may come a day later.

    Raises:
        KeyReused, ProfileNotFound, ProfileUnverified, ProcessorUnavailable
    """
    digest = idempotency.digest_of(given.model_dump(exclude={"business_date"}))
    return await idempotency.once(wallet.database, ChargeOperation(wallet, key, given), digest)


def to_out(charge: Charge) -> ChargeOut:
    values = charge.model_dump(exclude={"payment_profile_id"})
    return ChargeOut(payment_profile=charge.payment_profile_id, **values)


charges = Lookup(Charge, ChargeNotFound, ChargeOperation)
