"""Payments whose outcome nobody wrote down: ask the wallet until it is known.

A wallet that has no charge with the key never got the request: it is sent again, with that key.
"""

import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import col, select

from models.payments import Payment, PaymentState
from portal_app.settings import get_settings
from services.database import reading, unit_of_work
from services.payments.gateway import ChargeGateway, ChargeResult
from services.payments.orders import Order, carry_out, order_of

BATCH = 20

log = logging.getLogger(__name__)


def reconcile_due(
    gateway: ChargeGateway, now: datetime | None = None, engine: Engine | None = None
) -> int:
    """Look at up to `BATCH` payments whose time has come; how many were looked at."""
    moment = now or datetime.now(UTC)
    if not _any_due(moment, engine):
        return 0
    claimed = _claim(moment, engine)
    for unknown in claimed:
        try:
            _settle_one(unknown, gateway, engine)
        except Exception:  # one that cannot be written down keeps no other waiting
            log.exception("payment %s is looked at again later", unknown.payment_id)
    return len(claimed)


def _any_due(now: datetime, engine: Engine | None) -> bool:
    with reading(engine) as session:
        return session.exec(_due(now).limit(1)).first() is not None


def _claim(now: datetime, engine: Engine | None) -> list[Order]:
    """Take payments for long enough to ask about each; another worker passes them over."""
    with unit_of_work(engine) as session:
        rows = session.exec(_due(now).limit(BATCH).with_for_update(skip_locked=True)).all()
        patience = timedelta(seconds=2 * get_settings().wallet_timeout_seconds * len(rows) + 5)
        for payment in rows:
            payment.check_at = now + patience
            session.add(payment)
        return [order_of(session, payment, now + patience) for payment in rows]


def _due(now: datetime):
    return (
        select(Payment)
        .where(col(Payment.state) == PaymentState.PROCESSING, col(Payment.check_at) <= now)
        .order_by(col(Payment.check_at))
    )


def _settle_one(order: Order, gateway: ChargeGateway, engine: Engine | None) -> None:
    carry_out(order, lambda: _outcome(order, gateway), engine, first=False)


def _outcome(order: Order, gateway: ChargeGateway) -> ChargeResult:
    found = gateway.find(order.key)
    if found is not None and found.state != "processing":
        return found
    return gateway.charge(order.key, order.profile_token, order.amount, order.on)
