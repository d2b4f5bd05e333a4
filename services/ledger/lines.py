"""Posting on lines of credit. Each function appends entries, and first closes what is over:
an entry never gets into a cycle that ended before its day (`on`).

Amounts are cents, above zero (NotPositive). The account is locked until the unit of work ends.
"""

from datetime import date

from sqlmodel import Session

from models.accounts import Lifecycle
from models.credit_lines import BalanceType, CreditLine, LineEntry
from models.transactions import ReversalReason, Transaction, TransactionKind
from services.credit_lines import postings
from services.credit_lines.allocation import Allocated, apply_credit, apply_payment
from services.credit_lines.balances import NOTHING, LinePosition
from services.credit_lines.postings import TakenBack
from services.ledger.closing import close_due
from services.ledger.entries import lock_account
from services.ledger.errors import LineChargedOff
from services.ledger.line_entries import append_line_entry, covered
from services.ledger.line_rows import (
    interest_change,
    line_of,
    line_position_of,
    line_terms_of,
    principal_change,
)
from services.servicing.application import Excess

_DRAWS = {
    BalanceType.PURCHASES: TransactionKind.PURCHASE,
    BalanceType.CASH_ADVANCES: TransactionKind.CASH_ADVANCE,
    BalanceType.BALANCE_TRANSFERS: TransactionKind.BALANCE_TRANSFER,
}


def post_purchase(session: Session, account_id: int, amount: int, on: date) -> Transaction:
    return post_draw(session, account_id, amount, on, BalanceType.PURCHASES)


def post_balance_transfer(session: Session, account_id: int, amount: int, on: date) -> Transaction:
    return post_draw(session, account_id, amount, on, BalanceType.BALANCE_TRANSFERS)


def post_cash_advance(session: Session, account_id: int, amount: int, on: date) -> Transaction:
    """The advance; the product's fee for it, if any, is the entry after it."""
    entry = post_draw(session, account_id, amount, on, BalanceType.CASH_ADVANCES)
    fee = line_terms_of(session, line_of(session, account_id)).cash_advance_fee(amount)
    if fee:
        post_fee(session, account_id, fee, on, of=BalanceType.CASH_ADVANCES)
    return entry


def post_draw(
    session: Session, account_id: int, amount: int, on: date, kind: BalanceType
) -> Transaction:
    """Principal of the type; whether the limit allows it was decided before.

    Raises `LineChargedOff`.
    """
    line, before = _begin(session, account_id, on, raises=True)
    after = postings.draw(before, amount, kind)
    parts = covered(before, after)
    return append_line_entry(session, line, _DRAWS[kind], on, amount, before, after, kind, **parts)


def post_credit(
    session: Session,
    account_id: int,
    amount: int,
    on: date,
    balance_type: BalanceType | None = BalanceType.PURCHASES,
) -> Transaction:
    """Not the borrower's payment: a merchant's refund of a balance type; None: a courtesy."""
    line, before = _begin(session, account_id, on)
    done = apply_credit(before, line_terms_of(session, line), amount, on, balance_type)
    line.credits_since += amount
    return _append_allocated(session, line, TransactionKind.CREDIT, on, before, done, balance_type)


def post_fee(
    session: Session,
    account_id: int,
    amount: int,
    on: date,
    kind: TransactionKind = TransactionKind.FEE,
    of: BalanceType | None = None,
) -> Transaction:
    """`kind`: FEE or LATE_FEE; `of`: what was drawn. Raises `LineChargedOff`."""
    line, before = _begin(session, account_id, on, raises=True)
    after = postings.charge_fee(before, amount)
    parts = covered(before, after)
    return append_line_entry(session, line, kind, on, amount, before, after, of, **parts)


def post_payment(
    session: Session,
    account_id: int,
    amount: int,
    on: date,
    excess: Excess = Excess.REFUSE,
    payment_id: int | None = None,
) -> Transaction:
    """Raises MoreThanPayoff (more than all that is owed) when excess is refused."""
    line, before = _begin(session, account_id, on)
    terms = line_terms_of(session, line)
    done = apply_payment(before, terms, amount, on, excess)
    line.paid_since += done.used
    return _append_allocated(
        session, line, TransactionKind.PAYMENT, on, before, done, payment_id=payment_id
    )


def write_off(session: Session, account_id: int, on: date) -> Transaction:
    """All principal; `services.ledger.charge_off` says when, and ends the account."""
    line, before = _begin(session, account_id, on)
    return append_line_entry(
        session,
        line,
        TransactionKind.WRITE_OFF,
        on,
        before.principal.total,
        before,
        postings.write_off(before),
    )


def reverse(
    session: Session,
    transaction: Transaction,
    on: date,
    reason: ReversalReason,
    code: str | None = None,
) -> Transaction:
    """Take a payment back with a new entry; a second reversal of it breaks a constraint.

    What the last statement asks for is asked again if the payment came after it.
    """
    line, before = _begin(session, transaction.account_id, on)
    entry = session.get_one(LineEntry, transaction.id)
    parts = TakenBack(
        transaction.to_fees,
        NOTHING - interest_change(entry),
        NOTHING - principal_change(entry),
        transaction.to_unapplied,
    )
    if transaction.sequence > line.asked_sequence:
        line.paid_since -= transaction.amount - transaction.to_unapplied
    return append_line_entry(
        session,
        line,
        TransactionKind.REVERSAL,
        on,
        -transaction.amount,
        before,
        postings.reverse(before, parts),
        to_fees=-transaction.to_fees,
        to_interest=-transaction.to_interest,
        to_principal=-transaction.to_principal,
        to_unapplied=-transaction.to_unapplied,
        payment_id=transaction.payment_id,
        reverses_id=transaction.id,
        reason=reason,
        reason_code=code,
    )


def _begin(
    session: Session, account_id: int, on: date, *, raises: bool = False
) -> tuple[CreditLine, LinePosition]:
    """`raises`: what is owed."""
    account = lock_account(session, account_id)
    if raises and account.lifecycle is Lifecycle.CHARGED_OFF:
        raise LineChargedOff
    line = line_of(session, account_id)
    close_due(session, line, on)
    return line, line_position_of(session, account_id)


def _append_allocated(
    session: Session,
    line: CreditLine,
    kind: TransactionKind,
    on: date,
    before: LinePosition,
    done: Allocated,
    balance_type: BalanceType | None = None,
    payment_id: int | None = None,
) -> Transaction:
    return append_line_entry(
        session,
        line,
        kind,
        on,
        done.amount,
        before,
        done.position,
        balance_type,
        to_fees=done.fees,
        to_interest=done.interest.total,
        to_principal=done.principal.total,
        to_unapplied=done.unapplied,
        payment_id=payment_id,
    )
