"""The wallet's answer into the ledger: once, whoever brings it and how often."""

import logging
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select

from models.payments import Payment, PaymentState
from models.transactions import ReversalReason, Transaction, TransactionKind
from services import ledger
from services.business_date import today
from services.payments import states
from services.payments.gateway import ChargeResult, ChargeState
from services.payments.reasons import CHARGED_BACK
from services.payments.receipt_mail import mail_receipt
from services.servicing.application import Excess

log = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)


def locked(session: Session, payment_id: int) -> Payment:
    """The payment as it is now; it and its account are locked until the transaction ends."""
    payment = session.get_one(Payment, payment_id)
    ledger.lock_account(session, payment.account_id)
    session.refresh(payment, with_for_update=True)
    return payment


def record(session: Session, payment_id: int, result: ChargeResult) -> None:
    """Bring the payment to where its charge is; what is recorded already is left alone."""
    payment = locked(session, payment_id)
    match result.state:
        case ChargeState.PROCESSING:
            if payment.state is PaymentState.PROCESSING:
                states.check_again(session, payment, next_check(payment))
        case ChargeState.DECLINED:
            if payment.state is PaymentState.PROCESSING:
                payment.charge_id = result.charge_id
                states.advance(session, payment, PaymentState.FAILED, result.decline_code)
        case ChargeState.APPROVED | ChargeState.PENDING:
            _approve(session, payment, result)
        case ChargeState.SETTLED:
            _approve(session, payment, result)
            if payment.state is PaymentState.REFUNDED:
                log.error("payment %s: its refund failed; post it again", payment.confirmation)
            if payment.state is PaymentState.APPROVED:
                states.advance(session, payment, PaymentState.SETTLED)
        case ChargeState.RETURNED:
            _approve(session, payment, result)
            _take_back(
                session,
                payment,
                PaymentState.RETURNED,
                ReversalReason.BANK_RETURN,
                result.return_code,
            )
        case ChargeState.CHARGED_BACK:
            _approve(session, payment, result)
            _take_back(
                session, payment, PaymentState.CHARGED_BACK, ReversalReason.OTHER, CHARGED_BACK
            )
        case ChargeState.REFUNDED:
            _approve(session, payment, result)
            _take_back(session, payment, PaymentState.REFUNDED, ReversalReason.OTHER, None)


def leave_unknown(session: Session, payment_id: int) -> None:
    """Nobody knows what became of the charge: the worker will ask, ever more rarely."""
    payment = locked(session, payment_id)
    if payment.state is PaymentState.PROCESSING:
        states.check_again(session, payment, next_check(payment))


def fail(session: Session, payment_id: int, reason: str, lease: datetime | None) -> None:
    """The caller charged nothing; `reason` is a short stable code.

    `lease` is the `check_at` that the caller set: once another has claimed the payment, it may be
    charging, and only its answer counts.
    """
    payment = locked(session, payment_id)
    if payment.state is PaymentState.PROCESSING and payment.check_at == lease:
        states.advance(session, payment, PaymentState.FAILED, reason)


def next_check(payment: Payment) -> datetime:
    """2, 4, 8 … seconds from now, at most ten minutes."""
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(payment.checks, 20))
    return datetime.now(UTC) + wait


def _approve(session: Session, payment: Payment, result: ChargeResult) -> None:
    """Money beyond the payoff is held: it has moved already."""
    if payment.state is PaymentState.FAILED:
        log.error("payment %s failed, but its charge is %s", payment.confirmation, result.state)
    if payment.state is not PaymentState.PROCESSING:
        return
    payment.charge_id = result.charge_id
    ledger.post_payment(
        session,
        payment.account_id,
        payment.amount,
        payment.effective_on,
        payment.extra_to,
        Excess.HOLD,
        payment.id,
    )
    states.advance(session, payment, PaymentState.APPROVED)
    mail_receipt(session, payment)


def _take_back(
    session: Session,
    payment: Payment,
    state: PaymentState,
    reason: ReversalReason,
    code: str | None,
) -> None:
    if payment.state not in {PaymentState.APPROVED, PaymentState.SETTLED}:
        return
    posted = session.exec(
        select(Transaction).where(
            col(Transaction.account_id) == payment.account_id,  # its index; payment_id has none
            col(Transaction.payment_id) == payment.id,
            col(Transaction.kind) == TransactionKind.PAYMENT,
        )
    ).one()
    ledger.reverse(session, posted, today(session), reason, code)
    states.advance(session, payment, state, code)
