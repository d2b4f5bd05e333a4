"""Statements: from entries of the ledger to what the PDF says, on both databases."""

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import col, select

from models.accounts import Product
from models.credit_lines import CreditLine, MinimumRule
from models.customers import Customer
from models.statements import Statement
from models.transactions import ReversalReason
from services import business_date, ledger
from services.database import reading, unit_of_work
from services.ledger import lines
from services.ledger_check import check_ledger
from services.statements.detail import Warned, from_json
from tests.support.customers import loan
from tests.support.lines import (
    boarded_line,
    borrower_of,
    day,
    last_statement,
    printed,
    the_regulations_cycle,
)
from tests.support.mailbox import mails
from tests.support.unlocked import unlock_table

pytestmark = pytest.mark.usefixtures("portal_db")


def as_text(content: bytes, tmp_path: Path) -> str:
    file = tmp_path / "statement.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


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
        product = session.exec(select(Product)).one()
        product.name, product.late_fee, product.cash_advance_fee = "Other", 99_00, 0
        session.add(product)
        rule = MinimumRule(product_id=product.id or 0, from_on=date(1970, 1, 1), floor=99_00)
        session.add(rule)
        session.get_one(CreditLine, line).credit_limit = 1_00
        lines.post_purchase(session, line, 20_00, day(32))
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


def test_a_fee_says_what_it_was_for(tmp_path: Path) -> None:
    """12 CFR 1026.7(b)(6)(iii): itemized by type."""
    with unit_of_work() as session:
        line = boarded_line(session)
        lines.post_cash_advance(session, line, 100_00, day(4))
        lines.post_fee(session, line, 5_00, day(5))
        ledger.close_account(session, line, day(31))
    with reading() as session:
        statement = last_statement(session)
        english, spanish = printed(statement), printed(statement, "es")

    assert re.search(r"Cash advance fee +\$10\.90", as_text(english, tmp_path))
    assert re.search(r" Fee +\$5\.00", as_text(english, tmp_path))
    assert "Cargo por adelanto de efectivo" in as_text(spanish, tmp_path)
    assert check_ledger().breaches == []


def test_a_statement_of_nothing_asks_for_no_payment_of_zero(tmp_path: Path) -> None:
    with unit_of_work() as session:
        line = boarded_line(session, owed=0)
        ledger.close_account(session, line, day(31))
        statement = last_statement(session)
        said = as_text(printed(statement), tmp_path)
        spanish = as_text(printed(statement, "es"), tmp_path)
    assert "You owe nothing on this statement" in said
    assert "Pay the new balance of $0.00" not in said
    assert "No debe nada en este estado de cuenta" in spanish


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


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        ("payments = payments + 1", "payments"),
        ("payments = payments + 1", "by its columns"),
        ("number = 7", "number 7, by those before it 2"),
        ("detail = '{}'", "detail cannot be read"),
        ("detail = replace(detail, '\"amount\": ', '\"amount\": 1')", "do not lead"),
        ("detail = replace(detail, '\"interest\": ', '\"interest\": 1')", "interest by type"),
    ],
)
def test_the_ledgers_check_sees_a_statement_that_says_something_else(
    portal_db: Engine, edit: str, problem: str
) -> None:
    with unit_of_work() as session:
        line = boarded_line(session)
        the_regulations_cycle(session, line)
        ledger.close_account(session, line, day(65))
    assert check_ledger().breaches == []

    unlock_table(portal_db, "statements")
    with portal_db.begin() as connection:
        connection.execute(text(f"UPDATE statements SET {edit} WHERE number = 2"))
    problems = [one["problem"] for one in check_ledger().breaches]

    assert any(problem in one for one in problems)


def test_a_loan_has_no_statement(portal_db: Engine) -> None:
    with unit_of_work() as session:
        line = boarded_line(session)
        ledger.close_account(session, line, day(31))
    other = loan("L-1")
    unlock_table(portal_db, "statements")
    with portal_db.begin() as connection:
        connection.execute(text(f"UPDATE statements SET account_id = {other}"))
    problems = [one["problem"] for one in check_ledger().breaches]

    assert "a statement of an account that is no line of credit" in problems
