"""Opening an installment account, and boarding one that has a history elsewhere."""

from datetime import date

from sqlmodel import Session

from models.accounts import Account, Product, Schedule
from models.transactions import Transaction, TransactionKind
from services.ledger.entries import append
from services.servicing.level import level_payment
from services.servicing.position import Position
from services.servicing.position import opening as opening_position
from services.servicing.terms import Terms


def open_loan(
    session: Session, *, number: str, product: Product, name: str, terms: Terms, opened_on: date
) -> Account:
    """Make the account with its schedule and post the advance of its principal."""
    account = new_account(session, number, product, name, opened_on)
    assert account.id is not None
    add_schedule(session, account.id, terms)
    append(
        session,
        account.id,
        opening_position(terms),
        kind=TransactionKind.ADVANCE,
        effective_on=terms.starts,
        amount=terms.principal,
    )
    return account


def board(session: Session, account: Account, position: Position, on: date) -> Transaction:
    """Post an account's history up to `on` as one opening entry."""
    assert account.id is not None
    return append(
        session,
        account.id,
        position,
        kind=TransactionKind.OPENING,
        effective_on=on,
        amount=position.paid_principal + position.paid_interest + position.paid_fees,
        to_fees=position.paid_fees,
        to_interest=position.paid_interest,
        to_principal=position.paid_principal,
        to_schedule=position.schedule_credit,
    )


def add_schedule(
    session: Session, account_id: int, terms: Terms, revision: int = 1, paid_before: int = 0
) -> Schedule:
    """Keep the terms as a revision of the account's schedule."""
    schedule = Schedule(
        account_id=account_id,
        revision=revision,
        principal=terms.principal,
        interest_rate=terms.rate,
        payments=terms.payments,
        payment=level_payment(terms),
        first_due=terms.first_due,
        due_day=terms.anchor,
        start=terms.starts,
        method=terms.method,
        rounding=terms.rounding,
        paid_before=paid_before,
    )
    session.add(schedule)
    session.flush()
    return schedule


def new_account(
    session: Session, number: str, product: Product, name: str, opened_on: date
) -> Account:
    assert product.id is not None
    account = Account(
        number=number, product_id=product.id, kind=product.kind, name=name, opened_on=opened_on
    )
    session.add(account)
    session.flush()
    return account
