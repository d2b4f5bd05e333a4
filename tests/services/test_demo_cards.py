"""The demo's cards: a year of swipes that ends at the same figures on whatever day."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from models.accounts import Account, AccountKind, Product
from models.cards import Card, CardStatus
from models.customers import Customer, Login
from models.messages import Message
from models.statements import Statement
from models.swipes import Dispute, DisputeState, Swipe, SwipeState
from models.transactions import Transaction, TransactionKind
from services import demo, ledger
from services.business_date import freeze_at, today
from services.database import reading, unit_of_work
from services.demo.cards import CARDS
from services.demo.history import add_history
from services.ledger_check import check_ledger
from tests.services.test_demo import PASSWORD, wallet

pytestmark = pytest.mark.usefixtures("portal_db")
DAYS = ("2026-01-31", "2026-03-17", "2028-02-29", "2026-11-15", "2027-02-17")


def _count(session: Session, *where: Any) -> int:
    return session.exec(select(func.count()).select_from(Swipe).where(*where)).one()


@pytest.mark.parametrize("day", DAYS)
def test_the_year_ends_at_the_same_figures_on_every_day(day: str) -> None:
    card = {"brand": "visa", "last4": "1", "exp_year": 2029, "exp_month": 9, "status": "active"}
    issued = {"C-9035": {**card, "id": "card_1"}}
    with unit_of_work() as session:
        freeze_at(session, date.fromisoformat(day))
        product = Product(code="card", name="Card", kind=AccountKind.CARD, cash_advance_fee=1_000)
        maria = Customer(first_name="Maria", last_name="R", email="maria@example.com")
        session.add_all([product, maria])
        session.flush()
        session.add(Login(customer_id=maria.id or 0, email=maria.email, password_hash="-"))
        add_history(session, product, maria, issued, today(session))
    with reading() as session:
        account = session.exec(select(Account)).one()
        line = ledger.line_of(session, account.id or 0)
        owed = ledger.line_position_of(session, account.id or 0).owed
        made = session.exec(select(func.count()).select_from(Statement)).one()
        last = session.exec(select(Swipe).order_by(col(Swipe.id).desc())).first()
        kinds = set(session.exec(select(Transaction.kind)).all())
        subjects = session.exec(select(Message.subject)).all()
    assert owed == 128_450
    assert last is not None
    assert 2_000 < last.amount < 9_000
    assert 2_500 <= line.minimum_due < 6_000
    assert line.minimum_due_on is not None
    assert 12 <= (line.minimum_due_on - date.fromisoformat(day)).days <= 15
    assert made >= 12
    assert kinds == {
        TransactionKind.OPENING,
        TransactionKind.PURCHASE,
        TransactionKind.CASH_ADVANCE,
        TransactionKind.FEE,
        TransactionKind.CREDIT,
        TransactionKind.PAYMENT,
        TransactionKind.INTEREST,
    }
    assert len(subjects) == 2  # the newest statement and the dispute, not a year of statements
    assert check_ledger().breaches == []


def test_what_the_demo_has() -> None:
    demo.seed(wallet, PASSWORD)
    with reading() as session:
        cards = session.execute(
            select(Account.number, Card.status).join(Account, col(Account.id) == Card.account_id)
        ).all()
        assert {row[0]: row[1] for row in cards} == CARDS
        assert _count(session, Swipe.state == SwipeState.POSTED) > 140
        assert _count(session, Swipe.state == SwipeState.PENDING) == 2
        assert _count(session, Swipe.state == SwipeState.REVERSED) == 1
        dispute = session.exec(select(Dispute)).one()
    assert dispute.state is DisputeState.OPEN
    assert CARDS["C-3002"] is CardStatus.PENDING_ACTIVATION
    assert [CARDS[f"C-{4001 + nth}"] for nth in range(12)] == list(CardStatus)
