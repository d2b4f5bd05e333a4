"""What the wallet is asked of a payment that is committed, and its answer written down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from models.payment_methods import PaymentMethod
from models.payments import Payment
from services.database import unit_of_work
from services.payments import reasons, recording
from services.payments.gateway import (
    ChargeRefused,
    ChargeResult,
    OutcomeUnknown,
    WalletUnavailable,
)


@dataclass(frozen=True)
class Order:
    """The very request of the first time, however often it is sent: a key belongs to one.

    lease  until when whoever holds the order has claimed the payment
    """

    payment_id: int
    lease: datetime
    key: str
    profile_token: str
    amount: int
    on: date


def order_of(session: Session, payment: Payment, lease: datetime) -> Order:
    method = session.get_one(PaymentMethod, payment.payment_method_id)
    assert payment.id is not None
    return Order(
        payment.id, lease, payment.key, method.profile_token, payment.amount, payment.effective_on
    )


def carry_out(
    order: Order, ask: Callable[[], ChargeResult], engine: Engine | None, *, first: bool
) -> None:
    """Ask outside any lock and record what comes of it; raises nothing of the wallet's.

    `first`: nobody asked before, so that a wallet out of reach has certainly taken nothing.
    """
    try:
        result = ask()
    except OutcomeUnknown:
        result = None
    except WalletUnavailable:
        result = reasons.NOT_SENT if first else None
    except ChargeRefused:
        result = reasons.REFUSED
    with unit_of_work(engine) as session:
        if result is None:
            recording.leave_unknown(session, order.payment_id)
        elif isinstance(result, ChargeResult):
            recording.record(session, order.payment_id, result)
        else:
            recording.fail(session, order.payment_id, result, order.lease)
