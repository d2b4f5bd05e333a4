"""Charging off, what that refuses, and statements of lines that are closed and still owe."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.accounts import Account, Lifecycle
from models.credit_lines import BalanceType, CreditLine
from models.swipes import SwipeState
from models.transactions import TransactionKind
from services import ledger
from services.business_date import freeze_at
from services.database import reading, unit_of_work
from services.ledger import lines
from services.ledger.errors import LineChargedOff, NotChargeable
from services.ledger_check import check_ledger
from services.work.cycles import close_all
from services.work.line_late_fees import assess_lines
from tests.support.card_account import DAY, cleared, new_card_account
from tests.support.credit_lines import new_line, statements
from tests.support.customers import loan

OFF = date(2026, 2, 10)


@pytest.fixture
def line(portal_db: Engine) -> int:
    """300.00 in purchases, 100.00 in cash with its fee of 10.00; one statement."""
    with unit_of_work() as session:
        made = new_line(session)
        lines.post_purchase(session, made, 300_00, date(2026, 1, 10))
        lines.post_cash_advance(session, made, 100_00, date(2026, 1, 20))
    close_all(date(2026, 2, 1))
    return made


def set_lifecycle(account_id: int, lifecycle: Lifecycle) -> None:
    with unit_of_work() as session:
        session.get_one(Account, account_id).lifecycle = lifecycle


def test_the_principal_is_written_off_and_nothing_is_asked_for(line: int) -> None:
    """300.00 and 100.00 go; interest 0.84 (100.00 × 12 days × 0.07 %) and the fee are let go."""
    with unit_of_work() as session:
        assert ledger.line_position_of(session, line).owed == 410_84
        entry = ledger.charge_off(session, line, OFF)
        assert (entry.kind, entry.amount) == (TransactionKind.WRITE_OFF, 400_00)
    with reading() as session:
        position = ledger.line_position_of(session, line)
        account, asked = session.get_one(Account, line), session.get_one(CreditLine, line)
    assert (position.owed, position.written_off) == (0, 400_00)
    assert (account.lifecycle, account.closed_on) == (Lifecycle.CHARGED_OFF, OFF)
    assert (asked.minimum_due, asked.statement_balance) == (0, 0)
    assert check_ledger().breaches == []


def test_no_statement_and_no_late_fee_follow(line: int) -> None:
    with unit_of_work() as session:
        ledger.charge_off(session, line, OFF)
    assert (close_all(date(2026, 6, 1)), assess_lines(date(2026, 6, 1))) == (0, 0)
    assert len(statements(line)) == 1


def test_nothing_is_drawn_or_charged_any_more(line: int) -> None:
    with unit_of_work() as session:
        ledger.charge_off(session, line, OFF)
    for post in (lines.post_purchase, lines.post_cash_advance, lines.post_fee):
        with pytest.raises(LineChargedOff), unit_of_work() as session:
            post(session, line, 10_00, OFF)
    with pytest.raises(NotChargeable), unit_of_work() as session:
        ledger.charge_off(session, line, OFF)


def test_a_swipe_that_clears_afterwards_is_released(portal_db: Engine) -> None:
    account = new_card_account()
    account.posted(amount=50_00)
    pending = account.swipe(amount=20_00)
    assert account.take_in(pending).state is SwipeState.PENDING
    with unit_of_work() as session:
        ledger.charge_off(session, account.account_id, DAY)
    late = account.take_in(cleared(pending))
    assert (late.state, late.transaction_id) == (SwipeState.REVERSED, None)
    assert account.take_in(cleared(pending)).state is SwipeState.REVERSED
    assert account.entries()[-1].kind is TransactionKind.WRITE_OFF
    assert check_ledger().breaches == []


def test_a_loan_is_charged_off_once(portal_db: Engine) -> None:
    account_id = loan("L-1")
    with unit_of_work() as session:
        assert ledger.charge_off(session, account_id, date(2026, 3, 10)).amount == 9_000_00
    with pytest.raises(NotChargeable), unit_of_work() as session:
        ledger.charge_off(session, account_id, date(2026, 3, 10))
    assert check_ledger().breaches == []


def test_an_account_that_owes_nothing_is_not_charged_off(portal_db: Engine) -> None:
    with unit_of_work() as session:
        made = new_line(session)
    with pytest.raises(NotChargeable), unit_of_work() as session:
        ledger.charge_off(session, made, OFF)


def test_a_closed_line_gets_statements_until_nothing_is_owed(line: int) -> None:
    """12 CFR 1026.5(b)(2)(i). February bears 300.00 × 28 × 0.05 % + 100.00 × 28 × 0.07 %, 6.16."""
    set_lifecycle(line, Lifecycle.CLOSED)
    assert close_all(date(2026, 3, 1)) == 1
    assert statements(line)[-1].interest == 6_16
    with unit_of_work() as session:
        freeze_at(session, date(2026, 3, 2))
        owed = ledger.line_position_of(session, line).owed
        lines.post_payment(session, line, owed, date(2026, 3, 2))
    assert close_all(date(2026, 4, 1)) == 1
    assert statements(line)[-1].payments == owed
    left = ledger_owed(line)
    if left:
        with unit_of_work() as session:
            lines.post_payment(session, line, left, date(2026, 4, 2))
        assert close_all(date(2026, 5, 1)) == 1
    assert close_all(date(2026, 9, 1)) == 0
    assert check_ledger().breaches == []


def test_a_refund_on_a_closed_line_is_in_a_statement(line: int) -> None:
    set_lifecycle(line, Lifecycle.CLOSED)
    close_all(date(2026, 3, 1))
    with unit_of_work() as session:
        owed = ledger.line_position_of(session, line).owed
        lines.post_payment(session, line, owed, date(2026, 3, 2))
    close_all(date(2026, 4, 1))
    with unit_of_work() as session:
        lines.post_credit(session, line, 5_00, date(2026, 7, 3), BalanceType.PURCHASES)
    close_all(date(2026, 8, 1))
    assert statements(line)[-1].other_credits == 5_00
    assert check_ledger().breaches == []


def ledger_owed(account_id: int) -> int:
    with reading() as session:
        return ledger.line_position_of(session, account_id).owed
