"""Co-borrowers and the worker on one line at once: one after the other, on both databases."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import col, select

from models.transactions import Transaction, TransactionKind
from services import ledger
from services.database import reading, unit_of_work
from services.errors import Busy
from services.ledger import lines
from services.ledger_check import check_ledger
from services.servicing.errors import MoreThanPayoff
from services.work.cycles import close_all
from tests.support.credit_lines import new_line, statements

pytestmark = pytest.mark.usefixtures("portal_db")
FEBRUARY = date(2026, 2, 1)


def at_once(*deeds: Callable[[], object]) -> list[Exception]:
    """What they raised."""
    ready, raised = threading.Barrier(len(deeds)), list[Exception]()

    def run(deed: Callable[[], object]) -> None:
        ready.wait()
        try:
            deed()
        except (MoreThanPayoff, Busy) as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_both_pay_all_at_once_and_one_is_refused() -> None:
    with unit_of_work() as session:
        line = new_line(session)
        lines.post_purchase(session, line, 100_00, date(2026, 1, 6))

    def pay() -> None:
        with unit_of_work() as session:
            ledger.post_payment(session, line, 100_00, date(2026, 1, 7))

    raised = at_once(pay, pay)
    assert [type(one) for one in raised] == [MoreThanPayoff]
    with reading() as session:
        assert ledger.line_position_of(session, line).balance == 0
    assert check_ledger().breaches == []


def test_a_cycle_is_closed_once_whoever_comes_first() -> None:
    with unit_of_work() as session:
        line = new_line(session)
        lines.post_cash_advance(session, line, 100_00, date(2026, 1, 6))

    def pay() -> None:
        with unit_of_work() as session:
            ledger.post_payment(session, line, 10_00, FEBRUARY)

    at_once(lambda: close_all(FEBRUARY), pay, lambda: close_all(FEBRUARY), pay)
    assert [one.number for one in statements(line)] == [1]
    with reading() as session:
        charged = session.exec(
            select(Transaction).where(
                col(Transaction.account_id) == line,
                col(Transaction.kind) == TransactionKind.INTEREST,
            )
        ).all()
    assert len(charged) == 1
    assert check_ledger().breaches == []
