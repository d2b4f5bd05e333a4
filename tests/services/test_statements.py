"""Statements: from entries of the ledger to what the PDF says, on both databases."""

import re
import subprocess
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from models.accounts import AccountKind, AccountLink, Product
from models.credit_lines import BalanceType
from models.customers import Customer, Door, Login
from models.statements import Statement
from models.transactions import ReversalReason, TransactionKind
from services import business_date, ledger
from services.credit_lines.balances import ByType, LinePosition
from services.database import reading, unit_of_work
from services.language import use_language
from services.ledger import Boarded, lines
from services.pdf import render
from services.statements.detail import Warned, from_json
from services.statements.paper import statement_paper
from tests.support.mailbox import mails

pytestmark = pytest.mark.usefixtures("portal_db")
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


def as_text(content: bytes, tmp_path: Path) -> str:
    file = tmp_path / "statement.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def printed(statement: Statement, language: str = "en") -> bytes:
    with use_language(language):
        return render("statement", statement_paper(statement), language)


def test_the_sample_of_the_regulation_from_the_ledger_to_the_pdf(tmp_path: Path) -> None:
    """Samples G-18: 535.07 - 450.00 - 13.45 + 529.57 + 785.00 + 318.00 + 69.45 + 10.89."""
    with unit_of_work() as session:
        line = boarded_line(session)
        borrower_of(session, line)
        the_regulations_cycle(session, line)
        assert ledger.close_account(session, line, day(31)) == 1
    with reading() as session:
        content = printed(last_statement(session))

    text = as_text(content, tmp_path)
    summary = (
        ("Previous balance", "$535.07"),
        ("Payments", "-$450.00"),
        ("Other credits", "-$13.45"),
        ("Purchases", "$529.57"),
        ("Balance transfers", "$785.00"),
        ("Cash advances", "$318.00"),
        ("Fees charged", "$69.45"),
        ("Interest charged", "$10.89"),
        ("New balance", "$1,784.53"),
    )
    for label, amount in summary:
        found = re.search(rf"^ *{label} +(\S+)$", text, re.MULTILINE)
        assert found, label
        assert found[1] == amount
    for words in ("Minimum Payment Warning:", "Late Payment Warning:", "Apr 16, 2026", "$69.45"):
        assert words in text
    assert "Total interest charged in 2026" in text
    assert "P.O. Box 1142" in text


def test_in_spanish_it_says_the_same(tmp_path: Path) -> None:
    with unit_of_work() as session:
        line = boarded_line(session)
        the_regulations_cycle(session, line)
        ledger.close_account(session, line, day(31))
    with reading() as session:
        text = as_text(printed(last_statement(session), "es"), tmp_path)

    assert re.search(r"^ *Saldo nuevo +\$1,784\.53$", text, re.MULTILINE)
    assert "Advertencia sobre el pago mínimo:" in text


def test_each_begins_where_the_one_before_ended_and_is_made_once() -> None:
    with unit_of_work() as session:
        line = boarded_line(session)
        the_regulations_cycle(session, line)
        assert ledger.close_account(session, line, day(130)) == 4
        assert ledger.close_account(session, line, day(130)) == 0
    with reading() as session:
        made = session.exec(select(Statement).order_by(col(Statement.number))).all()

    assert [one.number for one in made] == [1, 2, 3, 4]
    for before, after in zip(made, made[1:], strict=False):
        assert after.previous_balance == before.new_balance
        assert after.opened_on == before.closed_on + timedelta(days=1)
        assert (after.due_on - after.closed_on).days >= 21
        assert after.due_on.day == before.due_on.day


def test_an_old_statement_reads_the_same_after_everything_changed() -> None:
    with unit_of_work() as session:
        line = boarded_line(session)
        login = borrower_of(session, line)
        ledger.close_account(session, line, day(31))
        first = printed(last_statement(session))
        customer = session.get_one(Customer, login.customer_id)
        customer.last_name = "Santos"
        session.add(customer)
    with reading() as session:
        again = printed(last_statement(session))

    assert first == again


def test_a_returned_payment_is_taken_off_the_payments(tmp_path: Path) -> None:
    with unit_of_work() as session:
        line = boarded_line(session)
        entry = lines.post_payment(session, line, 100_00, day(4))
        lines.post_payment(session, line, 50_00, day(5))
        lines.reverse(session, entry, day(6), ReversalReason.BANK_RETURN, "R01")
        ledger.close_account(session, line, day(31))
    with reading() as session:
        statement = last_statement(session)

    assert statement.payments == 50_00
    assert "taken back" in as_text(printed(statement), tmp_path)


def test_what_is_paid_in_full_needs_no_warning() -> None:
    with unit_of_work() as session:
        line = boarded_line(session)
        lines.post_payment(session, line, 535_07, day(8))
        ledger.close_account(session, line, day(31))
        statement = last_statement(session)

    detail = from_json(statement.detail)
    assert detail.paid_in_full
    assert detail.estimate.warned is Warned.NOT


def test_the_borrower_is_told_in_their_language_without_old_ones() -> None:
    with unit_of_work() as session:
        business_date.move_to(session, day(125))
        line = boarded_line(session)
        borrower_of(session, line)
        ledger.close_account(session, line, day(125))
    sent = mails("maria@example.com")

    assert [one.template for one in sent] == ["statements.statement_ready"]
    assert "está listo" in sent[0].subject
    assert "/es/accounts/C-9035/?tab=statements" in sent[0].text


@pytest.mark.parametrize("missing", ["web_access", "email_access"])
def test_without_access_nothing_is_told(missing: str) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, day(31))
        line = boarded_line(session)
        borrower_of(session, line, without=missing)
        ledger.close_account(session, line, day(31))

    assert mails("maria@example.com") == []
