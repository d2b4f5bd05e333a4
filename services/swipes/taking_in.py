"""A swipe brought to where the wallet has it: once, whoever brings it, and in any order.

A look-up that is older than what is recorded changes nothing: states only go forward. Entries are
of the day on which the portal learns of them, so that none gets into a statement that is out.
"""

import logging
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.accounts import Account, Lifecycle
from models.cards import Card
from models.credit_lines import BalanceType
from models.swipes import Dispute, Swipe, SwipeState
from models.transactions import Transaction, TransactionKind
from services import live
from services.business_date import today
from services.ledger import lines, lock_account
from services.swipes.result import SwipeResult, WalletSwipeState

log = logging.getLogger(__name__)


def record(session: Session, found: SwipeResult) -> bool:
    """Whether anything changed; False also for a card that is not ours."""
    card = session.exec(select(Card).where(Card.wallet_id == found.card_id)).one_or_none()
    if card is None:
        log.warning("swipe %s is of a card that no account here has", found.id)
        return False
    lock_account(session, card.account_id)
    changed = record_on(session, card, found, today(session))
    if changed:
        live.tell_account(session, card.account_id)
    return changed


def record_on(session: Session, card: Card, found: SwipeResult, on: date) -> bool:
    """The same as of the day `on`, of an account that the caller has locked; nobody is told."""
    swipe, is_new = _swipe(session, card, found, on)
    changed = _follow(session, swipe, found, on) or is_new
    if changed:
        session.add(swipe)
        session.flush()
    return changed


def post(session: Session, swipe: Swipe, on: date) -> None:
    """What was pending is an entry now."""
    posting = (
        lines.post_cash_advance
        if swipe.balance_type is BalanceType.CASH_ADVANCES
        else lines.post_purchase
    )
    entry = posting(session, swipe.account_id, swipe.amount, on)
    swipe.state, swipe.posted_on, swipe.transaction_id = SwipeState.POSTED, on, entry.id
    session.add(swipe)


def reverse(session: Session, swipe: Swipe, on: date) -> None:
    """Pending: released. Posted: given back by an entry, less what a dispute gave back before."""
    if swipe.state is SwipeState.POSTED:
        left = swipe.amount - _given_back(session, col(Dispute.swipe_id), swipe.id)
        if left > 0:
            entry = lines.post_credit(session, swipe.account_id, left, on, swipe.balance_type)
            swipe.credit_id = entry.id
        _give_fee_back(session, swipe, on)
    swipe.state, swipe.reversed_on = SwipeState.REVERSED, on
    session.add(swipe)


def _give_fee_back(session: Session, swipe: Swipe, on: date) -> None:
    """Of a cash advance: the entry after it, where the product has one; less what a dispute of it
    gave back before.
    """
    entry = session.get(Transaction, swipe.transaction_id)
    if entry is None or swipe.balance_type is not BalanceType.CASH_ADVANCES:
        return
    fee = session.exec(
        select(Transaction).where(
            col(Transaction.account_id) == entry.account_id,
            col(Transaction.sequence) == entry.sequence + 1,
            col(Transaction.kind) == TransactionKind.FEE,
        )
    ).one_or_none()
    if fee is None:
        return
    left = fee.amount - _given_back(session, col(Dispute.transaction_id), fee.id)
    if left > 0:
        lines.post_credit(session, entry.account_id, left, on, None)


def fee_went_back(session: Session, fee: Transaction) -> bool:
    """Whether it is the fee of a cash advance that was taken back: `reverse` credited it."""
    advance = (
        select(Swipe.id)
        .join(Transaction, col(Transaction.id) == col(Swipe.transaction_id))
        .where(
            col(Transaction.account_id) == fee.account_id,
            col(Transaction.sequence) == fee.sequence - 1,
            col(Swipe.balance_type) == BalanceType.CASH_ADVANCES,
            col(Swipe.state) == SwipeState.REVERSED,
        )
    )
    return fee.kind is TransactionKind.FEE and session.exec(advance).first() is not None


def _swipe(session: Session, card: Card, found: SwipeResult, on: date) -> tuple[Swipe, bool]:
    """The row, and whether it is new; the account is locked, so that it is made once."""
    swipe = session.exec(
        select(Swipe).where(Swipe.wallet_id == found.id).execution_options(populate_existing=True)
    ).one_or_none()
    if swipe is not None:
        return swipe, False
    new = Swipe(
        wallet_id=found.id,
        account_id=card.account_id,
        card_id=card.id,
        merchant=found.merchant,
        category=found.category,
        balance_type=found.balance_type,
        amount=found.amount,
        swiped_at=found.at,
        swiped_on=min(found.authorized_on, on),
    )
    return new, True


def _follow(session: Session, swipe: Swipe, found: SwipeResult, on: date) -> bool:
    before = swipe.state
    if found.has_cleared and swipe.state is SwipeState.PENDING and _is_charged_off(session, swipe):
        log.warning("swipe %s cleared on an account that was charged off: refused", found.id)
        reverse(session, swipe, on)
    elif found.has_cleared and swipe.state is SwipeState.PENDING:
        swipe.amount = found.amount
        post(session, swipe, on)
    if found.state is WalletSwipeState.REVERSED and swipe.state is not SwipeState.REVERSED:
        reverse(session, swipe, on)
    return swipe.state is not before


def _is_charged_off(session: Session, swipe: Swipe) -> bool:
    """Nothing is drawn on it any more: what was authorized is released, not posted."""
    return session.get_one(Account, swipe.account_id).lifecycle is Lifecycle.CHARGED_OFF


def _given_back(session: Session, disputed: Any, id_: int | None) -> int:
    """Cents that resolving a dispute of it has credited; `disputed`: the column that names it."""
    if id_ is None:
        return 0
    credited = (
        select(col(Transaction.amount))
        .join(Dispute, col(Dispute.credit_id) == col(Transaction.id))
        .where(disputed == id_)
    )
    return sum(session.exec(credited).all())
