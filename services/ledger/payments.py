"""Posting payments, late fees and reversals, on every kind of account."""

from datetime import date

from sqlmodel import Session

from models.accounts import CREDIT_KINDS, Account, Lifecycle
from models.servicing import ExtraTo
from models.transactions import ReversalReason, Transaction, TransactionKind
from services.ledger import lines
from services.ledger.entries import append, lock_account
from services.ledger.rows import applied_in, position_of, terms_of
from services.servicing import postings, reversal
from services.servicing.application import Excess, apply_payment


def post_payment(
    session: Session,
    account_id: int,
    amount: int,
    on: date,
    extra: ExtraTo = ExtraTo.NEXT_PAYMENTS,
    excess: Excess = Excess.REFUSE,
    payment_id: int | None = None,
) -> Transaction:
    """Apply `amount` cents as of `on`. Raises MoreThanPayoff when excess is refused.

    `extra` is for installment accounts.
    """
    account = lock_account(session, account_id)
    if account.kind in CREDIT_KINDS:
        return lines.post_payment(session, account_id, amount, on, excess, payment_id)
    applied = apply_payment(
        position_of(session, account_id),
        terms_of(session, account_id),
        amount,
        on,
        extra,
        excess,
    )
    entry = append(
        session,
        account_id,
        applied.position,
        kind=TransactionKind.PAYMENT,
        effective_on=on,
        amount=amount,
        to_fees=applied.fees,
        to_interest=applied.interest,
        to_principal=applied.principal,
        to_unapplied=applied.unapplied,
        to_schedule=applied.scheduled,
        to_fee_credit=applied.fee_credit,
        payment_id=payment_id,
    )
    if applied.position.paid_in_full:
        _close(session, account, on)
    return entry


def post_late_fee(session: Session, account_id: int, amount: int, on: date) -> Transaction:
    """Assess a late fee of `amount` cents."""
    if lock_account(session, account_id).kind in CREDIT_KINDS:
        return lines.post_fee(session, account_id, amount, on, TransactionKind.LATE_FEE)
    position = postings.charge_fee(
        position_of(session, account_id), terms_of(session, account_id), amount, on
    )
    return append(
        session,
        account_id,
        position,
        kind=TransactionKind.LATE_FEE,
        effective_on=on,
        amount=amount,
    )


def reverse(
    session: Session,
    transaction: Transaction,
    on: date,
    reason: ReversalReason,
    code: str | None = None,
) -> Transaction:
    """Take a posted payment back with a new entry; a second reversal of it breaks a constraint."""
    account = lock_account(session, transaction.account_id)
    if account.kind in CREDIT_KINDS:
        return lines.reverse(session, transaction, on, reason, code)
    payment = applied_in(transaction)
    back = reversal.reverse(
        position_of(session, transaction.account_id),
        terms_of(session, transaction.account_id),
        payment,
        on,
    )
    entry = append(
        session,
        transaction.account_id,
        back.position,
        kind=TransactionKind.REVERSAL,
        effective_on=on,
        amount=-payment.amount,
        to_fees=-payment.fees,
        to_interest=-payment.interest,
        to_principal=-payment.principal,
        to_unapplied=-payment.unapplied,
        to_schedule=-payment.scheduled,
        to_fee_credit=-payment.fee_credit,
        payment_id=transaction.payment_id,
        reverses_id=transaction.id,
        reason=reason,
        reason_code=code,
    )
    if account.lifecycle is Lifecycle.PAID_IN_FULL and back.position.owed:
        account.lifecycle, account.closed_on = Lifecycle.OPEN, None
        session.add(account)
    return entry


def _close(session: Session, account: Account, on: date) -> None:
    account.lifecycle, account.closed_on = Lifecycle.PAID_IN_FULL, on
    session.add(account)
