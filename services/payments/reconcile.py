"""Payments whose outcome nobody wrote down: ask the wallet until it is known.

A wallet that has no charge with the key never got the request: it is sent again, with that key.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.payment_methods import PaymentMethod
from models.payments import Payment, PaymentState
from portal_app.settings import get_settings
from services.database import reading, unit_of_work
from services.payments import recording
from services.payments.gateway import (
    ChargeGateway,
    ChargeRefused,
    ChargeResult,
    OutcomeUnknown,
    WalletUnavailable,
)

BATCH = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Unknown:
    """What the wallet is asked about a payment that is claimed until `lease`."""

    payment_id: int
    lease: datetime
    key: str
    profile_token: str
    amount: int
    on: date


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


def _claim(now: datetime, engine: Engine | None) -> list[_Unknown]:
    """Take payments for long enough to ask about each; another worker passes them over."""
    with unit_of_work(engine) as session:
        rows = session.exec(_due(now).limit(BATCH).with_for_update(skip_locked=True)).all()
        patience = timedelta(seconds=2 * get_settings().wallet_timeout_seconds * len(rows) + 5)
        for payment in rows:
            payment.check_at = now + patience
            session.add(payment)
        return [_as_asked(session, payment, now + patience) for payment in rows]


def _due(now: datetime):
    return (
        select(Payment)
        .where(col(Payment.state) == PaymentState.PROCESSING, col(Payment.check_at) <= now)
        .order_by(col(Payment.check_at))
    )


def _as_asked(session: Session, payment: Payment, lease: datetime) -> _Unknown:
    """The very request of the first time: a key belongs to one request."""
    method = session.get_one(PaymentMethod, payment.payment_method_id)
    assert payment.id is not None
    return _Unknown(
        payment.id, lease, payment.key, method.profile_token, payment.amount, payment.effective_on
    )


def _settle_one(unknown: _Unknown, gateway: ChargeGateway, engine: Engine | None) -> None:
    try:
        result = _outcome(unknown, gateway)
    except (OutcomeUnknown, WalletUnavailable):
        with unit_of_work(engine) as session:
            recording.leave_unknown(session, unknown.payment_id)
    except ChargeRefused:
        with unit_of_work(engine) as session:
            recording.fail(session, unknown.payment_id, recording.REFUSED, unknown.lease)
    else:
        with unit_of_work(engine) as session:
            recording.record(session, unknown.payment_id, result)


def _outcome(unknown: _Unknown, gateway: ChargeGateway) -> ChargeResult:
    found = gateway.find(unknown.key)
    if found is not None and found.state != "processing":
        return found
    return gateway.charge(unknown.key, unknown.profile_token, unknown.amount, unknown.on)
