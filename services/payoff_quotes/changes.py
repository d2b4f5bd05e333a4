"""What is under way on an account, or will happen to it, that a quote does not count."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.payment_methods import MethodKind, PaymentMethod
from models.payments import Payment, PaymentState
from services.accounts.standing import Standing
from services.servicing.duedates import due_date
from services.servicing.fees import LateFee
from services.work.late_fees import numbers_due


@dataclass(frozen=True)
class ComingFee:
    """Cents, and the business day whose work assesses it."""

    amount: int
    on: date


@dataclass(frozen=True)
class Changes:
    """Cents and days. `processing`: their outcome is not known. `submitted`: bank payments that are
    posted and may still be returned. `scheduled`: those that leave by the quote's day.
    """

    processing: int = 0
    submitted: int = 0
    scheduled: tuple[tuple[date, int], ...] = ()
    late_fees: tuple[ComingFee, ...] = ()


def changes(session: Session, one: Standing, until: date) -> Changes:
    """As of `one.on`, for a quote that is good through `until`."""
    under_way = session.exec(
        select(Payment, PaymentMethod)
        .outerjoin(PaymentMethod, col(PaymentMethod.id) == col(Payment.payment_method_id))
        .where(
            col(Payment.account_id) == one.account.id,
            col(Payment.state).in_(
                (PaymentState.PROCESSING, PaymentState.APPROVED, PaymentState.SCHEDULED)
            ),
        )
        .order_by(col(Payment.effective_on), col(Payment.id))
    ).all()
    in_state = {
        state: [(payment, method) for payment, method in under_way if payment.state is state]
        for state in PaymentState
    }
    return Changes(
        processing=sum(payment.amount for payment, _ in in_state[PaymentState.PROCESSING]),
        submitted=sum(
            payment.amount
            for payment, method in in_state[PaymentState.APPROVED]
            if method is not None and method.kind is MethodKind.BANK_ACCOUNT
        ),
        scheduled=tuple(
            (payment.effective_on, payment.amount)
            for payment, _ in in_state[PaymentState.SCHEDULED]
            if payment.effective_on <= until
        ),
        late_fees=_late_fees(session, one, until),
    )


def _late_fees(session: Session, one: Standing, until: date) -> tuple[ComingFee, ...]:
    """Those that the worker will assess by `until` if nothing is paid before."""
    rule = LateFee(one.product.late_fee, one.product.grace_days)
    terms = one.terms
    if terms is None or not rule.amount or one.account.id is None:
        return ()
    numbers = numbers_due(session, one.account.id, one.position, terms, rule, until)
    grace = timedelta(days=rule.grace_days + 1)
    days = (max(due_date(terms, number) + grace, one.on) for number in numbers)
    return tuple(ComingFee(rule.amount, day) for day in days)
