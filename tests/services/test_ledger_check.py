"""`portal check-ledger`: sound ledgers pass, every planted breach is found."""

import pytest
from sqlalchemy import Engine, text

from services.boarding import import_tape
from services.ledger_check import check_ledger
from tests.support.tapes import SLICE
from tests.support.unlocked import unlock


@pytest.fixture
def boarded(portal_db: Engine) -> Engine:
    """A boarded slice, its ledger open to edits."""
    import_tape(SLICE)
    unlock(portal_db)
    return portal_db


def test_a_boarded_ledger_is_sound(boarded: Engine) -> None:
    checked = check_ledger()
    assert (checked.accounts, checked.transactions, checked.payments) == (17, 19, 0)
    assert checked.breaches == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("after_principal = after_principal + 1", "balance"),
        ("to_interest = to_interest + 1", "parts"),
        ("sequence = 7", "sequence 7"),
        ("kind = 'late_fee'", "first entry"),
    ],
)
def test_an_edited_entry_is_found(boarded: Engine, change: str, problem: str) -> None:
    with boarded.begin() as connection:
        is_sqlite = boarded.dialect.name == "sqlite"
        if is_sqlite:
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        connection.execute(text(f"UPDATE transactions SET {change} WHERE id = 1"))
        if is_sqlite:
            connection.execute(text("PRAGMA ignore_check_constraints = OFF"))
    breaches = check_ledger().breaches
    assert breaches[0]["account"] == "LC-000002"
    assert any(problem in breach["problem"] for breach in breaches)


def test_a_write_off_that_does_not_follow_is_found(boarded: Engine) -> None:
    with boarded.begin() as connection:
        connection.execute(text("UPDATE transactions SET amount = 1 WHERE kind = 'write_off'"))
    problems = [breach["problem"] for breach in check_ledger().breaches]
    assert len(problems) == 4
    assert "amount is 1, by the terms 2000000" in problems


def test_a_lost_entry_is_found(boarded: Engine) -> None:
    with boarded.begin() as connection:
        connection.execute(text("DELETE FROM transactions WHERE id = 3"))
    assert [breach["problem"] for breach in check_ledger().breaches] == ["no entry"]


@pytest.mark.parametrize("state", ["approved", "settled"])
def test_a_payment_without_an_entry_is_found(boarded: Engine, state: str) -> None:
    with boarded.begin() as connection:
        connection.execute(text(_PAYMENT.format(state=state)))
    checked = check_ledger()
    assert checked.payments == 1
    assert checked.breaches[0]["problem"] == f"payment 1: {state}, but not posted"


def test_a_failed_payment_with_an_entry_is_found(boarded: Engine) -> None:
    with boarded.begin() as connection:
        connection.execute(text(_PAYMENT.format(state="failed")))
        connection.execute(
            text("UPDATE transactions SET kind = 'payment', payment_id = 1 WHERE id = 1")
        )
    assert "payment 1: failed, but posted" in [b["problem"] for b in check_ledger().breaches]


def test_a_double_posting_is_found(boarded: Engine) -> None:
    with boarded.begin() as connection:
        connection.execute(text(_PAYMENT.format(state="settled")))
        connection.execute(
            text("UPDATE transactions SET kind = 'payment', payment_id = 1 WHERE id IN (1, 2)")
        )
    problems = [breach["problem"] for breach in check_ledger().breaches]
    assert "payment 1: posted 2 times" in problems
    assert "payment 1: posted to another account" in problems


_PAYMENT = (
    "INSERT INTO payments (key, confirmation, account_id, type, amount_choice, amount, extra_to,"
    " state, effective_on, created_at, checks) VALUES ('k', 'C', 1, 'one-time', 'custom', 100,"
    " 'principal', '{state}', '2026-01-01', '2026-01-01 00:00:00', 0)"
)
