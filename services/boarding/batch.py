"""Writing a batch of loans with one statement a table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models.accounts import Account, AccountKind, AccountLink, Product, Role, Schedule
from models.base import Table, utc_now
from models.customers import Customer, SecondStep
from models.lender import BoardedLoan
from models.servicing import Rounding
from models.transactions import Transaction, TransactionKind
from services.boarding.redating import BoardingLoan

PRODUCT_CODE = "boarded-personal"


def boarding_product(session: Session) -> int:
    """Id of the product that boarded loans belong to: periodic, rounded up."""
    found = session.exec(select(Product.id).where(Product.code == PRODUCT_CODE)).first()
    if found is not None:
        return found
    product = Product(
        code=PRODUCT_CODE,
        name="Personal loan",
        kind=AccountKind.PERSONAL_LOAN,
        rounding=Rounding.UP,
        late_fee=1_500,
        grace_days=15,
    )
    session.add(product)
    session.flush()
    assert product.id is not None
    return product.id


def write_batch(
    session: Session,
    product_id: int,
    loans: Sequence[tuple[BoardingLoan, str]],
    on: date,
) -> None:
    """Board loans, each with its row's fingerprint; none of their numbers is an account yet."""
    if not loans:
        return
    customers = _customers(session, [loan for loan, _ in loans])
    _add(session, Account, [_account(loan, product_id) for loan, _ in loans])
    numbers = [loan.row.loan_number for loan, _ in loans]
    found = session.exec(
        select(Account.number, Account.id).where(col(Account.number).in_(numbers))
    ).all()
    ids = {number: account_id for number, account_id in found if account_id is not None}
    by_id = [(ids[loan.row.loan_number], loan, print_) for loan, print_ in loans]
    _add(session, Schedule, [_schedule(account_id, loan) for account_id, loan, _ in by_id])
    _add(session, AccountLink, [_link(i, customers[loan.row.email]) for i, loan, _ in by_id])
    _add(session, Transaction, [_opening(account_id, loan, on) for account_id, loan, _ in by_id])
    charged_off = [(i, loan) for i, loan, _ in by_id if loan.row.written_off]
    _add(session, Transaction, [_write_off(i, loan, on) for i, loan in charged_off])
    boarded = [
        {
            "loan_number": loan.row.loan_number,
            "account_id": account_id,
            "fingerprint": print_,
            "boarded_on": on,
        }
        for account_id, loan, print_ in by_id
    ]
    _add(session, BoardedLoan, boarded)


def _add(session: Session, table: type[Table], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)


def _customers(session: Session, loans: list[BoardingLoan]) -> dict[str, int]:
    """Ids by email; those who are not known yet are made, without access to the portal."""
    emails = {loan.row.email for loan in loans}
    known = _customer_ids(session, emails)
    new = {loan.row.email: loan for loan in loans if loan.row.email not in known}
    rows = [
        {
            "first_name": loan.row.first_name,
            "last_name": loan.row.last_name,
            "email": email,
            "state": loan.row.state,
            "portal_access": False,
            "second_step": SecondStep.INHERIT,
            "bankruptcy": False,
            "deceased": False,
            "cease_contact": False,
            "created_at": utc_now(),
        }
        for email, loan in new.items()
    ]
    _add(session, Customer, rows)
    return _customer_ids(session, emails) if new else known


def _customer_ids(session: Session, emails: set[str]) -> dict[str, int]:
    found = session.exec(
        select(Customer.email, Customer.id).where(col(Customer.email).in_(emails))
    ).all()
    return {email: customer_id for email, customer_id in found if customer_id is not None}


def _account(loan: BoardingLoan, product_id: int) -> dict[str, Any]:
    return {
        "number": loan.row.loan_number,
        "product_id": product_id,
        "kind": AccountKind.PERSONAL_LOAN,
        "name": "",
        "lifecycle": loan.lifecycle,
        "opened_on": loan.opened_on,
        "closed_on": None,
        "created_at": utc_now(),
    }


def _schedule(account_id: int, loan: BoardingLoan) -> dict[str, Any]:
    terms = loan.terms
    return {
        "account_id": account_id,
        "revision": 1,
        "principal": terms.principal,
        "interest_rate": terms.rate,
        "payments": terms.payments,
        "payment": terms.payment,
        "first_due": terms.first_due,
        "due_day": terms.anchor,
        "start": terms.starts,
        "method": terms.method,
        "rounding": terms.rounding,
        "paid_before": loan.paid_before,
    }


def _link(account_id: int, customer_id: int) -> dict[str, Any]:
    return {
        "customer_id": customer_id,
        "account_id": account_id,
        "role": Role.PRIMARY,
        "web_access": True,
        "email_access": True,
        "sms_access": False,
        "created_at": utc_now(),
    }


def _opening(account_id: int, loan: BoardingLoan, on: date) -> dict[str, Any]:
    after = loan.opening
    return {
        **_entry(account_id, 1, TransactionKind.OPENING, on, loan),
        "amount": after.paid_principal + after.paid_interest + after.paid_fees,
        "to_fees": after.paid_fees,
        "to_interest": after.paid_interest,
        "to_principal": after.paid_principal,
        "to_schedule": after.schedule_credit,
        "after_principal": after.principal,
        "after_written_off": 0,
    }


def _write_off(account_id: int, loan: BoardingLoan, on: date) -> dict[str, Any]:
    return {
        **_entry(account_id, 2, TransactionKind.WRITE_OFF, on, loan),
        "amount": loan.row.written_off,
        "to_fees": 0,
        "to_interest": 0,
        "to_principal": 0,
        "to_schedule": 0,
        "after_principal": loan.row.balance,
        "after_written_off": loan.row.written_off,
        "after_accrued_through": max(on, loan.opening.accrued_through),
    }


def _entry(
    account_id: int, sequence: int, kind: TransactionKind, on: date, loan: BoardingLoan
) -> dict[str, Any]:
    after = loan.opening
    return {
        "account_id": account_id,
        "sequence": sequence,
        "kind": kind,
        "effective_on": on,
        "posted_at": utc_now(),
        "to_unapplied": 0,
        "to_fee_credit": 0,
        "after_interest_due": 0,
        "after_fees_due": 0,
        "after_unapplied": 0,
        "after_schedule_credit": after.schedule_credit,
        "after_fee_credit": 0,
        "after_accrued_through": after.accrued_through,
        "after_advanced": after.advanced,
        "after_paid_principal": after.paid_principal,
        "after_paid_interest": after.paid_interest,
        "after_paid_fees": after.paid_fees,
    }
