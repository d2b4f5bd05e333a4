"""Refunds: money given back once per key, never more than was taken."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from wallet import events, idempotency
from wallet.column_types import new_id
from wallet.database import Database
from wallet.idempotency import Answer
from wallet.lookup import Lookup
from wallet.problems import (
    ChargeNotFound,
    ChargeNotRefundable,
    RefundExceedsCharge,
    RefundNotFound,
)
from wallet.processors.base import RefundRefused
from wallet.schemas import RefundIn, RefundOut
from wallet.service import Wallet
from wallet.tables import Charge, ChargeState, Kind, Refund, RefundState

REFUNDABLE = {
    Kind.CARD: {ChargeState.APPROVED, ChargeState.SETTLED},
    Kind.BANK: {ChargeState.SETTLED},
}


@dataclass
class RefundOperation:
    """One refund; `given` is None when it is only looked up again."""

    wallet: Wallet
    key: str
    given: RefundIn | None = None
    scope = "refunds"

    def begin(self, session: Session) -> None:
        """Reserves the amount on the locked charge, so that two refunds never exceed it."""
        assert self.given is not None
        charge = _locked_charge(session, self.given.charge)
        left = charge.amount - charge.amount_refunded
        if charge.state is ChargeState.REFUNDED:
            raise RefundExceedsCharge
        if charge.state not in REFUNDABLE[charge.kind]:
            raise ChargeNotRefundable
        amount = left if self.given.amount is None else self.given.amount
        if not 0 < amount <= left:
            raise RefundExceedsCharge
        charge.amount_refunded += amount
        refund = Refund(
            id=new_id("re"),
            idempotency_key=self.key,
            charge_id=charge.id,
            amount=amount,
            currency=charge.currency,
            state=RefundState.PROCESSING,
        )
        session.add(refund)

    async def find(self) -> bool | None:
        return await self.wallet.processor.find_refund(self.key) or None

    async def perform(self) -> bool:
        charge_key, amount = await asyncio.to_thread(self._order)
        try:
            await self.wallet.processor.refund(self.key, charge_key, amount)
        except RefundRefused:
            return False
        return True

    def finish(self, session: Session, result: bool) -> RefundOut:
        refund = refunds.in_session(session, self.key)
        refund.state = RefundState.SUCCEEDED if result else RefundState.FAILED
        charge = _locked_charge(session, refund.charge_id)
        if not result:
            charge.amount_refunded -= refund.amount
        elif _is_spent(session, charge, refund):
            charge.state = ChargeState.REFUNDED
        events.record_refund(session, refund)
        return to_out(refund)

    def _order(self) -> tuple[str, int]:
        with self.wallet.database.read() as session:
            refund = refunds.in_session(session, self.key)
            charge = session.get_one(Charge, refund.charge_id)
        return charge.idempotency_key, refund.amount


async def submit(wallet: Wallet, given: RefundIn, key: str) -> Answer:
    """Refunds once per key.

    Raises:
        KeyReused, ChargeNotFound, ChargeNotRefundable, RefundExceedsCharge, ProcessorUnavailable
    """
    digest = idempotency.digest_of(given.model_dump())
    return await idempotency.once(wallet, RefundOperation(wallet, key, given), digest)


def to_out(refund: Refund) -> RefundOut:
    return RefundOut(charge=refund.charge_id, **refund.model_dump(exclude={"charge_id"}))


def _locked_charge(session: Session, charge_id: str) -> Charge:
    query = select(Charge).where(Charge.id == charge_id).with_for_update()
    charge = session.exec(query.execution_options(populate_existing=True)).first()
    if charge is None:
        raise ChargeNotFound
    return charge


def fail_late(database: Database, keys: Collection[str]) -> None:
    """Refunds that were taken on and have failed since: their amounts are free again."""
    known = select(Refund.id).where(
        col(Refund.idempotency_key).in_(list(keys)), Refund.state == RefundState.SUCCEEDED
    )
    with database.read() as session:
        ids = list(session.exec(known)) if keys else []
    for refund_id in ids:
        with database.write() as session:
            _fail(session, refund_id)


def _fail(session: Session, refund_id: str) -> None:
    charge = _locked_charge(session, session.get_one(Refund, refund_id).charge_id)
    refund = session.get_one(Refund, refund_id, populate_existing=True)
    if refund.state is not RefundState.SUCCEEDED:
        return
    refund.state = RefundState.FAILED
    charge.amount_refunded -= refund.amount
    events.record_refund(session, refund)
    if charge.state is ChargeState.REFUNDED:
        charge.state = ChargeState.SETTLED
        session.flush()
        events.record_charges(session, [charge])


def _is_spent(session: Session, charge: Charge, refund: Refund) -> bool:
    """All of it is given back; what was taken back meanwhile stays that."""
    return (
        charge.state in REFUNDABLE[charge.kind]
        and charge.amount_refunded == charge.amount
        and not _others_under_way(session, refund)
    )


def _others_under_way(session: Session, refund: Refund) -> bool:
    others = select(Refund.id).where(
        Refund.charge_id == refund.charge_id,
        Refund.state == RefundState.PROCESSING,
        Refund.id != refund.id,
    )
    return session.exec(others.limit(1)).first() is not None


refunds = Lookup(Refund, RefundNotFound, RefundOperation)
