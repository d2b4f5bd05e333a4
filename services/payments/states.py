"""The life of a payment: which step may follow which, and the row that every step leaves."""

from datetime import UTC, datetime

from sqlmodel import Session

from models.payments import Payment, PaymentState, PaymentStep
from services.payments.errors import IllegalStep

S = PaymentState
STEPS: dict[PaymentState, frozenset[PaymentState]] = {
    S.SCHEDULED: frozenset({S.PROCESSING, S.CANCELLED}),
    S.PROCESSING: frozenset({S.APPROVED, S.FAILED}),
    S.APPROVED: frozenset({S.SETTLED, S.RETURNED, S.CHARGED_BACK, S.REFUNDED, S.VOIDED}),
    S.SETTLED: frozenset({S.RETURNED, S.CHARGED_BACK, S.REFUNDED}),
    S.CANCELLED: frozenset(),
    S.FAILED: frozenset(),
    S.RETURNED: frozenset(),
    S.CHARGED_BACK: frozenset(),
    S.REFUNDED: frozenset(),
    S.VOIDED: frozenset(),
}


def begin(session: Session, payment: Payment) -> None:
    """Store a new payment with its first step."""
    session.add(payment)
    session.flush()
    _note(session, payment)


def advance(
    session: Session, payment: Payment, state: PaymentState, reason: str | None = None
) -> None:
    """Take the next step; nothing is left to check. Raises IllegalStep."""
    if state not in STEPS[payment.state]:
        raise IllegalStep(payment.state, state)
    payment.state = state
    payment.reason = reason
    payment.check_at = None
    session.add(payment)
    _note(session, payment)


def check_again(session: Session, payment: Payment, at: datetime) -> None:
    """The outcome stays unknown; the worker looks at `at`."""
    payment.check_at = at.astimezone(UTC)
    payment.checks += 1
    session.add(payment)


def _note(session: Session, payment: Payment) -> None:
    assert payment.id is not None
    session.add(PaymentStep(payment_id=payment.id, state=payment.state, reason=payment.reason))
    session.flush()
