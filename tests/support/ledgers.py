"""A borrower's loan and card account with entries of every kind, for tests."""

from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from models.accounts import Account, AccountKind, AccountLink, Product
from models.base import utc_now
from models.customers import Customer, Login
from models.swipes import Swipe, SwipeState
from models.transactions import ReversalReason, Transaction, TransactionKind
from services import ledger
from services.database import reading, unit_of_work
from services.ledger.entries import append
from services.servicing.position import Position
from services.servicing.terms import Terms
from services.subject import Subject

FIRST = date(2025, 2, 1)
TERMS = Terms(1_200_00, Decimal("12"), 36, FIRST)
MARIA, LUIS = Subject(1, 1, 1, "Maria Reyes"), Subject(2, 2, 2, "Luis Reyes")


def add_ledgers() -> None:
    """Maria's loan `L-1` with 20 payments, the last one returned; her card account `C-1` with 30
    purchases, one of them pending. Luis sees nothing of it.
    """
    with unit_of_work() as session:
        for name in ("Maria", "Luis"):
            email = f"{name}@x.example"
            customer = Customer(first_name=name, last_name="R", email=email, portal_access=True)
            session.add(customer)
            session.flush()
            session.add(Login(customer_id=customer.id, email=email))
        loan_product = Product(code="p", name="Loan", kind=AccountKind.PERSONAL_LOAN, grace_days=7)
        line_product = Product(code="c", name="Card", kind=AccountKind.CARD)
        session.add_all([loan_product, line_product])
        session.flush()
        loan = ledger.open_loan(
            session, number="L-1", product=loan_product, name="", terms=TERMS, opened_on=FIRST
        )
        for month in range(19):
            ledger.post_payment(session, loan.id or 0, 40_00, FIRST + timedelta(days=30 * month))
        last = ledger.post_payment(session, loan.id or 0, 41_00, date(2026, 10, 1))
        ledger.post_late_fee(session, loan.id or 0, 15_00, date(2026, 10, 3))
        ledger.reverse(session, last, date(2026, 10, 5), ReversalReason.BANK_RETURN, "R01")
        line = Account(
            number="C-1", product_id=line_product.id or 0, kind=AccountKind.CARD, opened_on=FIRST
        )
        session.add(line)
        session.flush()
        for account in (loan, line):
            session.add(AccountLink(customer_id=1, account_id=account.id or 0))
        _swipes(session, line)


def posted_on(account_id: int) -> list[Transaction]:
    """The account's entries in order, but for the first, which opened it."""
    with reading() as session:
        entries = select(Transaction).where(col(Transaction.account_id) == account_id)
        return [*session.exec(entries.order_by(col(Transaction.sequence)))][1:]


def _swipes(session: Session, line: Account) -> None:
    owed = 0
    for number in range(30):
        on = date(2026, 9, 1) + timedelta(days=number // 2)
        swipe = Swipe(
            wallet_id=f"w{number}",
            account_id=line.id or 0,
            merchant="=Bean & Co" if number % 3 else "50%_Off Shop",
            category="Coffee" if number % 3 else "Clothing",
            amount=1_00 + number,
            swiped_on=on,
            swiped_at=utc_now(),
        )
        if number < 28:
            owed += swipe.amount
            position = Position(on, principal=owed, advanced=owed)
            kind = TransactionKind.PURCHASE
            entry = append(
                session, line.id or 0, position, kind=kind, effective_on=on, amount=swipe.amount
            )
            swipe.state, swipe.transaction_id = SwipeState.POSTED, entry.id
        elif number == 28:
            swipe.state = SwipeState.REVERSED
        session.add(swipe)
