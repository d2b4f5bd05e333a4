"""The worker's part in lines of credit: closings and late fees, day after day."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from models.transactions import Transaction, TransactionKind
from services.database import reading, unit_of_work
from services.ledger import lines
from services.work.cycles import close_all
from services.work.line_late_fees import assess_lines
from tests.support.credit_lines import new_line, statements

pytestmark = pytest.mark.usefixtures("portal_db")


def work(first: date, last: date) -> None:
    day = first
    while day <= last:
        close_all(day)
        assess_lines(day)
        day += timedelta(days=1)


def fees(account_id: int) -> list[tuple[date, int]]:
    with reading() as session:
        found = session.exec(
            select(Transaction)
            .where(
                col(Transaction.account_id) == account_id,
                col(Transaction.kind) == TransactionKind.LATE_FEE,
            )
            .order_by(col(Transaction.sequence))
        )
        return [(one.effective_on, one.amount) for one in found]


def pay(account_id: int, amount: int, on: date) -> None:
    with unit_of_work() as session:
        lines.post_payment(session, account_id, amount, on)


def spend(account_id: int, amount: int, on: date) -> None:
    with unit_of_work() as session:
        lines.post_purchase(session, account_id, amount, on)


@pytest.fixture
def line() -> int:
    """Due on the 25th; a cycle takes the whole of its last day: 31 January is the first."""
    with unit_of_work() as session:
        account_id = new_line(session)
    spend(account_id, 500_00, date(2026, 1, 10))
    return account_id


def test_a_cycle_is_closed_on_the_day_after_its_last(line: int) -> None:
    assert close_all(date(2026, 1, 31)) == 0
    assert close_all(date(2026, 2, 1)) == 1
    assert close_all(date(2026, 2, 1)) == 0
    assert [one.closed_on for one in statements(line)] == [date(2026, 1, 31)]


def test_days_that_were_missed_are_made_up_for(line: int) -> None:
    assert close_all(date(2026, 5, 3)) == 4
    assert [one.number for one in statements(line)] == [1, 2, 3, 4]


def test_a_missed_minimum_costs_one_late_fee_after_the_grace_days(line: int) -> None:
    work(date(2026, 1, 11), date(2026, 3, 7))
    assert fees(line) == []
    work(date(2026, 3, 8), date(2026, 3, 27))
    assert fees(line) == [(date(2026, 3, 8), 15_00)]


def test_every_missed_minimum_costs_its_own(line: int) -> None:
    work(date(2026, 1, 11), date(2026, 5, 10))
    assert [day for day, _ in fees(line)] == [
        date(2026, 3, 8),
        date(2026, 4, 5),
        date(2026, 5, 6),
    ]
    assert statements(line)[2].past_due == statements(line)[1].minimum_due


def test_a_payment_within_the_grace_days_is_timely(line: int) -> None:
    work(date(2026, 1, 11), date(2026, 3, 5))
    pay(line, 25_00, date(2026, 3, 6))
    work(date(2026, 3, 6), date(2026, 3, 20))
    assert fees(line) == []


def test_no_late_fee_on_a_late_fee(line: int) -> None:
    """16 CFR 444.4: all that was borrowed is paid in time, only the fee of before is missing."""
    work(date(2026, 1, 11), date(2026, 3, 8))
    assert len(fees(line)) == 1
    with reading() as session:
        owed = lines.line_position_of(session, line)
    pay(line, owed.principal.total + owed.interest.total, date(2026, 3, 9))
    work(date(2026, 3, 9), date(2026, 8, 1))
    assert len(fees(line)) == 1


def test_a_fee_is_never_more_than_the_minimum_that_was_missed() -> None:
    """12 CFR 1026.52(b)(2)(i)."""
    with unit_of_work() as session:
        line = new_line(session, number="C-2")
    spend(line, 9_00, date(2026, 1, 10))
    work(date(2026, 1, 11), date(2026, 3, 8))
    assert fees(line) == [(date(2026, 3, 8), 9_00)]
