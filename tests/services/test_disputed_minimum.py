"""12 CFR 1026.13(d): what is disputed is not in the minimum payment, and not past due."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from models.credit_lines import BalanceType, CreditLine
from models.transactions import Transaction, TransactionKind
from services import ledger
from services.accounts.standing import standing
from services.business_date import freeze_at
from services.credit_lines.asked import Asked, minimum_left, past_due_before, past_due_left
from services.credit_lines.disputed import Disputed
from services.database import reading, unit_of_work
from services.disputes import opening, resolving
from services.ledger import lines
from services.ledger_check import check_ledger
from services.statements.detail import from_json
from services.subject import Subject
from services.work.cycles import close_all
from services.work.line_late_fees import assess_lines
from tests.support.borrowers import new_borrower
from tests.support.credit_lines import new_line, statements
from tests.support.customers import agent

CLOSED, DUE = date(2026, 1, 31), date(2026, 2, 25)


@pytest.fixture
def mia(portal_db: Engine) -> Subject:
    """3,000.00 on January 10 and 1,000.00 on the 12th. The statement of the 31st asks for 2 % of
    4,000.00, 80.00, by February 25.
    """
    with unit_of_work() as session:
        freeze_at(session, date(2026, 1, 10))
        line = new_line(session)
        subject = new_borrower(session, line)
        lines.post_purchase(session, line, 3_000_00, date(2026, 1, 10))
        lines.post_purchase(session, line, 1_000_00, date(2026, 1, 12))
    go_to(date(2026, 2, 1))
    assert asked().minimum_due == 80_00
    return subject


def go_to(day: date) -> None:
    with unit_of_work() as session:
        freeze_at(session, day)
    close_all(day)
    assess_lines(day)


def asked() -> CreditLine:
    with reading() as session:
        return session.exec(select(CreditLine)).one()


def named(amount: int) -> str:
    with reading() as session:
        found = session.exec(select(Transaction).where(Transaction.amount == amount)).one()
        return f"t{found.id}"


def dispute(mia: Subject, amount: int = 3_000_00) -> None:
    with unit_of_work() as session:
        opening.open_dispute(session, mia, "C-1", named(amount), "not_mine", "Not mine.")


def withdraw(mia: Subject, amount: int = 3_000_00) -> None:
    with unit_of_work() as session:
        opening.withdraw(session, mia, "C-1", named(amount))


def test_the_minimum_is_asked_for_without_it(mia: Subject) -> None:
    """Of the remaining 1,000.00 2 % are 20.00, so the floor of 25.00: 55.00 less."""
    dispute(mia)
    line = asked()
    assert (line.minimum_due, line.excused, line.disputed) == (25_00, 55_00, 3_000_00)
    assert check_ledger().breaches == []


def test_who_pays_the_rest_is_not_past_due_and_owes_no_late_fee(mia: Subject) -> None:
    dispute(mia)
    with unit_of_work() as session:
        lines.post_payment(session, 1, 25_00, date(2026, 2, 20))
    go_to(date(2026, 3, 15))
    with reading() as session:
        assert standing(session, mia, "C-1").past_due is None
        kinds = session.exec(select(Transaction.kind)).all()
    assert TransactionKind.LATE_FEE not in kinds
    assert statements(1)[-1].past_due == 0
    assert check_ledger().breaches == []


def test_the_next_statement_asks_for_nothing_of_it_nor_of_its_finance_charge(mia: Subject) -> None:
    """February, grace lost, 25.00 repaid in time. Interest: 3,975.00 × 28 × 0.05 % = 55.65, of it
    on the disputed 3,000.00 42.00. Asked: 2 % of (4,030.65 − 3,042.00) = 19.77 and 13.65: 33.42.
    """
    dispute(mia)
    with unit_of_work() as session:
        lines.post_payment(session, 1, 25_00, date(2026, 2, 20))
    go_to(date(2026, 3, 1))
    made = statements(1)[-1]
    held = from_json(made.detail).held
    assert (made.interest, made.new_balance) == (55_65, 4_030_65)
    assert (held.disputed, held.interest, held.excused) == (3_000_00, 42_00, 55_00)
    assert made.minimum_due == 33_42
    assert (asked().disputed, asked().excused) == (3_042_00, 0)
    assert check_ledger().breaches == []


def test_a_case_that_is_over_is_asked_for_from_the_next_statement_on(mia: Subject) -> None:
    """The minimum that was due stays at 25.00; the next one is of the whole balance."""
    dispute(mia)
    withdraw(mia)
    line = asked()
    assert (line.minimum_due, line.disputed, line.excused) == (25_00, 0, 55_00)
    with unit_of_work() as session:
        lines.post_payment(session, 1, 25_00, date(2026, 2, 20))
    go_to(date(2026, 3, 1))
    assert statements(1)[-1].minimum_due == round(4_030_65 * 0.02) + 55_65
    assert check_ledger().breaches == []


def test_what_is_given_back_is_held_no_more(mia: Subject) -> None:
    dispute(mia)
    with reading() as session:
        case = resolving.disputes_of(session, agent(), mia.customer_id).rows[0].case
    with unit_of_work() as session:
        resolving.move(session, agent(), mia.customer_id, case, "for_borrower", "Sorry.", 3_000_00)
    line = asked()
    assert (line.disputed, line.minimum_due) == (0, 25_00)
    with reading() as session:
        assert ledger.line_position_of(session, 1).owed == 1_000_00
    assert check_ledger().breaches == []


def test_what_no_statement_shows_yet_lessens_no_minimum(mia: Subject) -> None:
    with unit_of_work() as session:
        lines.post_purchase(session, 1, 600_00, date(2026, 2, 2))
    dispute(mia, 600_00)
    assert (asked().minimum_due, asked().disputed) == (80_00, 600_00)


def test_a_finance_charge_is_of_the_days_that_it_was_owed() -> None:
    """1,000.00 × 19 days (10th to 28th) × 18.25 % ÷ 365 = 9.50; a fee bears none."""
    days = (date(2026, 2, 1), date(2026, 2, 28))
    bought = Disputed(1_000_00, BalanceType.PURCHASES, date(2026, 2, 10))
    assert bought.finance_charge(Decimal("18.25"), *days) == 9_50
    assert Disputed(15_00, None, days[0]).finance_charge(Decimal("18.25"), *days) == 0


@given(*[st.integers(0, 10_000) for _ in range(6)])
def test_nothing_disputed_is_ever_asked_for(
    owed: int, minimum: int, paid: int, disputed: int, excused: int, past_due: int
) -> None:
    plain = Asked(owed, minimum, min(past_due, minimum), due_on=DUE, paid=paid)
    held = Asked(
        owed,
        minimum,
        min(past_due, minimum),
        due_on=DUE,
        past_due_since=CLOSED,
        paid=paid,
        disputed=disputed,
        excused=excused,
    )
    left = minimum_left(held, owed)
    assert 0 <= left <= max(0, owed - disputed)
    assert left <= minimum_left(plain, owed)
    assert past_due_before(held, owed) <= left
    for day in (CLOSED, date(2026, 3, 1)):
        late = past_due_left(held, owed, day)
        assert late is None or late.amount <= left
