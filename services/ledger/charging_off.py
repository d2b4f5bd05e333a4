"""Charging an account off: what is owed is written off, and nothing more is asked for."""

from datetime import date

from sqlmodel import Session

from models.accounts import CREDIT_KINDS, Account, Lifecycle
from models.transactions import Transaction, TransactionKind
from services.ledger import lines
from services.ledger.entries import append, lock_account
from services.ledger.errors import NotChargeable
from services.ledger.rows import position_of, terms_of
from services.servicing import postings


def is_chargeable(account: Account, principal: int) -> bool:
    """Open (a line of credit may be closed), and `principal` cents are owed."""
    is_closed_line = account.kind in CREDIT_KINDS and account.lifecycle is Lifecycle.CLOSED
    return (account.lifecycle is Lifecycle.OPEN or is_closed_line) and principal > 0


def charge_off(session: Session, account_id: int, on: date) -> Transaction:
    """Write the principal off as of `on`; interest and fees are no longer asked for, and no
    statement is made any more (12 CFR 1026.5(b)(2)(i)).

    Raises `NotChargeable` (`is_chargeable`).
    """
    account = lock_account(session, account_id)
    if not is_chargeable(account, position_of(session, account_id).principal):
        raise NotChargeable(account.lifecycle)
    is_line = account.kind in CREDIT_KINDS
    entry = lines.write_off(session, account_id, on) if is_line else _loan(session, account, on)
    account.lifecycle, account.closed_on = Lifecycle.CHARGED_OFF, on
    session.add(account)
    session.flush()
    return entry


def _loan(session: Session, account: Account, on: date) -> Transaction:
    assert account.id is not None
    before = position_of(session, account.id)
    return append(
        session,
        account.id,
        postings.write_off(before, terms_of(session, account.id), on),
        kind=TransactionKind.WRITE_OFF,
        effective_on=on,
        amount=before.principal,
    )
