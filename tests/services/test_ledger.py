"""The ledger on a real database: what is posted stays, and says where the account stands."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from models.accounts import Account, AccountKind, AccountLink, Lifecycle, Product
from models.customers import Customer
from models.transactions import ReversalReason
from services import ledger
from services.accounts.repository import account_for
from services.database import unit_of_work
from services.errors import NotFound
from services.servicing.errors import MoreThanPayoff
from services.servicing.terms import Terms
from services.subject import Subject

DUE = date(2026, 2, 1)
TERMS = Terms(1_200_00, Decimal("12"), 12, DUE)


@pytest.fixture
def loan(portal_db: Engine) -> int:
    with unit_of_work() as session:
        product = Product(code="p", name="Personal loan", kind=AccountKind.PERSONAL_LOAN)
        session.add(product)
        session.flush()
        account = ledger.open_loan(
            session, number="L-1", product=product, name="", terms=TERMS, opened_on=TERMS.starts
        )
        assert account.id
        return account.id


def test_a_payment_goes_to_interest_then_principal(loan: int) -> None:
    with unit_of_work() as session:
        entry = ledger.post_payment(session, loan, 106_62, DUE)
    assert (entry.to_fees, entry.to_interest, entry.to_principal) == (0, 12_00, 94_62)
    assert entry.after_principal == 1_200_00 - 94_62
    assert entry.sequence == 2


def test_terms_come_back_as_they_were_kept(loan: int) -> None:
    with unit_of_work() as session:
        kept = ledger.terms_of(session, loan)
    assert (kept.principal, kept.rate, kept.payments) == (TERMS.principal, TERMS.rate, 12)
    assert (kept.first_due, kept.starts, kept.anchor) == (DUE, date(2026, 1, 1), 1)


def test_a_late_fee_is_paid_first(loan: int) -> None:
    with unit_of_work() as session:
        ledger.post_late_fee(session, loan, 15_00, DUE)
        entry = ledger.post_payment(session, loan, 20_00, DUE)
    assert (entry.to_fees, entry.to_interest) == (15_00, 5_00)


def test_payoff_closes_and_its_reversal_opens_again(loan: int) -> None:
    with unit_of_work() as session:
        entry = ledger.post_payment(session, loan, 1_212_00, DUE)
        assert session.get_one(Account, loan).lifecycle is Lifecycle.PAID_IN_FULL
    with unit_of_work() as session:
        ledger.reverse(session, entry, DUE, ReversalReason.BANK_RETURN, "R01")
        account = session.get_one(Account, loan)
        assert (account.lifecycle, account.closed_on) == (Lifecycle.OPEN, None)
        assert ledger.position_of(session, loan).owed == 1_212_00


def test_more_than_the_payoff_changes_nothing(loan: int) -> None:
    with pytest.raises(MoreThanPayoff), unit_of_work() as session:
        ledger.post_payment(session, loan, 1_212_01, DUE)
    with unit_of_work() as session:
        last = ledger.last_transaction(session, loan)
        assert last is not None
        assert last.sequence == 1


def test_an_entry_is_reversed_once(loan: int) -> None:
    with unit_of_work() as session:
        entry = ledger.post_payment(session, loan, 100_00, DUE)
        ledger.reverse(session, entry, DUE, ReversalReason.NSF)
    with pytest.raises(IntegrityError), unit_of_work() as session:
        ledger.reverse(session, entry, DUE, ReversalReason.NSF)


@pytest.mark.parametrize(
    "change", ["UPDATE transactions SET amount = 1", "DELETE FROM transactions"]
)
def test_the_database_refuses_edits(loan: int, portal_db: Engine, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), portal_db.begin() as connection:
        connection.execute(text(change))


def _link(account_id: int, email: str, web_access: bool) -> Subject:
    with unit_of_work() as session:
        customer = Customer(first_name="A", last_name="B", email=email)
        session.add(customer)
        session.flush()
        assert customer.id
        session.add(
            AccountLink(customer_id=customer.id, account_id=account_id, web_access=web_access)
        )
        return Subject(login_id=1, customer_id=customer.id, session_id=1, name="A B")


def test_only_web_access_opens_an_account(loan: int) -> None:
    seeing, blind = _link(loan, "a@x.example", True), _link(loan, "b@x.example", False)
    stranger = Subject(login_id=9, customer_id=999, session_id=9, name="S")
    with unit_of_work() as session:
        assert account_for(session, seeing, "L-1").id == loan
        for subject in (blind, stranger):
            with pytest.raises(NotFound):
                account_for(session, subject, "L-1")


@pytest.mark.parametrize("number", [None, 1, {"a": 1}, "", "L-1' OR 1=1 --", "x" * 41, "L-2"])
def test_hostile_numbers_find_nothing(loan: int, number: object) -> None:
    subject = _link(loan, "a@x.example", True)
    with unit_of_work() as session, pytest.raises(NotFound):
        account_for(session, subject, number)
