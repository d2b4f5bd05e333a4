"""The line of credit of samples G-18 (12 CFR 1026, appendix G), and what is made of it."""

from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from models.accounts import AccountKind, AccountLink, Product
from models.credit_lines import BalanceType
from models.customers import Customer, Door, Login
from models.statements import Statement
from models.transactions import TransactionKind
from services import ledger
from services.credit_lines.balances import ByType, LinePosition
from services.language import use_language
from services.ledger import Boarded, lines
from services.pdf import render
from services.statements.paper import statement_paper
from services.subject import Subject

FIRST_DAY = date(2026, 2, 21)
"""Of a cycle of thirty days, due on April 16."""


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number - 1)


def boarded_line(session: Session, **changed: int) -> int:
    """The line of samples G-18: 535.07 owed, a statement of it due on March 16."""
    product = Product(
        code="card",
        name="Card",
        kind=AccountKind.CARD,
        late_fee=35_00,
        cash_advance_fee=changed.get("advance_fee", 10_90),
    )
    session.add(product)
    session.flush()
    owed = changed.get("owed", 535_07)
    account = ledger.open_line(
        session,
        number="C-9035",
        product=product,
        name="Juniper Card",
        credit_limit=2_000_00,
        due_day=16,
        rates={
            BalanceType.PURCHASES: Decimal("14.99"),
            BalanceType.CASH_ADVANCES: Decimal("21.99"),
            BalanceType.BALANCE_TRANSFERS: Decimal(0),
        },
        opened_on=date(2025, 2, 21),
        boarded=Boarded(
            LinePosition(principal=ByType(owed), advanced=owed),
            statement_balance=owed,
            minimum_due=25_00 if owed else 0,
            minimum_due_on=date(2026, 3, 16),
        ),
        boarded_on=FIRST_DAY,
    )
    return account.id or 0


def the_regulations_cycle(session: Session, line: int) -> None:
    lines.post_fee(session, line, 35_00, day(3), TransactionKind.LATE_FEE)
    lines.post_purchase(session, line, 529_57, day(7))
    lines.post_payment(session, line, 450_00, day(8))
    lines.post_cash_advance(session, line, 318_00, day(15))
    lines.post_credit(session, line, 13_45, day(18))
    lines.post_balance_transfer(session, line, 785_00, day(20))
    lines.post_fee(session, line, 23_55, day(20))


def borrower_of(session: Session, line: int, without: str = "") -> Login:
    customer = Customer(first_name="Maria", last_name="Reyes", email="maria@example.com")
    session.add(customer)
    session.flush()
    login = Login(
        door=Door.PORTAL, customer_id=customer.id, email="maria@example.com", language="es"
    )
    session.add(login)
    link = AccountLink(customer_id=customer.id or 0, account_id=line)
    if without:
        setattr(link, without, False)
    session.add(link)
    session.flush()
    return login


def last_statement(session: Session) -> Statement:
    newest = select(Statement).order_by(col(Statement.number).desc()).limit(1)
    return session.exec(newest).one()


def printed(statement: Statement, language: str = "en") -> bytes:
    with use_language(language):
        return render("statement", statement_paper(statement), language)


def subject_of(login: Login) -> Subject:
    assert login.id is not None
    return Subject(login.id, login.customer_id or 0, 1, "Maria Reyes")
