"""`portal check-ledger` predicts every entry: what only the terms can tell is found too."""

from datetime import date

import pytest
from sqlalchemy import Engine, text

from models.due_work import LateFeeAssessment
from models.transactions import ReversalReason
from services import ledger
from services.database import unit_of_work
from services.ledger_check import check_ledger
from tests.support.paying import make_loan
from tests.support.unlocked import unlock

DAYS = [date(2026, 2, 1), date(2026, 3, 20), date(2026, 4, 2), date(2026, 4, 9), date(2026, 4, 20)]


@pytest.fixture
def ledger_of_one(portal_db: Engine) -> Engine:
    """1 advance, 2 payment, 3 late fee, 4 payment, 5 reversal of 4, 6 payment; open to edits."""
    account_id = make_loan().account_id
    with unit_of_work() as session:
        ledger.post_payment(session, account_id, 106_62, DAYS[0])
        fee = ledger.post_late_fee(session, account_id, 15_00, DAYS[1])
        assert fee.id
        session.add(LateFeeAssessment(account_id=account_id, installment=2, transaction_id=fee.id))
        paid = ledger.post_payment(session, account_id, 200_00, DAYS[2])
        ledger.reverse(session, paid, DAYS[3], ReversalReason.NSF)
        ledger.post_payment(session, account_id, 300_00, DAYS[4])
    unlock(portal_db)
    return portal_db


def planted(engine: Engine, *statements: str) -> list[tuple[int | None, str]]:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    return [(breach["sequence"], breach["problem"]) for breach in check_ledger().breaches]


def entry(sequence: int, **changes: int) -> str:
    """Cents added to columns of an entry."""
    added = ", ".join(f"{name} = {name} + {cents}" for name, cents in changes.items())
    return f"UPDATE transactions SET {added} WHERE sequence = {sequence}"


def test_what_the_engine_posted_is_what_the_auditor_predicts(ledger_of_one: Engine) -> None:
    checked = check_ledger()
    assert (checked.transactions, checked.breaches) == (6, [])


def test_a_cent_of_interest_taken_as_principal_is_found(ledger_of_one: Engine) -> None:
    """Every sum holds: only the terms tell."""
    moved = {"to_interest": -1, "to_principal": 1, "after_paid_interest": -1}
    moved |= {"after_paid_principal": 1, "after_principal": -1}
    found = planted(ledger_of_one, entry(6, **moved))
    assert {sequence for sequence, _ in found} == {6}
    assert any(problem.startswith("to_interest is") for _, problem in found)


@pytest.mark.parametrize(
    ("sequence", "column"),
    [
        (2, "after_interest_due"),
        (3, "after_interest_due"),
        (4, "after_unapplied"),
        (5, "after_interest_due"),
        (6, "after_fee_credit"),
        (6, "to_unapplied"),
    ],
)
def test_a_figure_that_does_not_follow_is_found(
    ledger_of_one: Engine, sequence: int, column: str
) -> None:
    found = planted(ledger_of_one, entry(sequence, **{column: 1}))
    assert any(at == sequence and problem.startswith(column) for at, problem in found)


def test_interest_reckoned_to_a_wrong_day_is_found(ledger_of_one: Engine) -> None:
    wrong = "UPDATE transactions SET after_accrued_through = '2026-04-19' WHERE sequence = 6"
    found = planted(ledger_of_one, wrong)
    assert found == [(6, "after_accrued_through is 2026-04-19, by the terms 2026-04-20")]


def test_terms_that_were_changed_underneath_are_found(ledger_of_one: Engine) -> None:
    found = planted(ledger_of_one, "UPDATE schedules SET interest_rate = '11.5'")
    assert {sequence for sequence, _ in found} >= {2, 3, 4, 6}


def test_a_new_revision_does_not_condemn_what_was_posted_under_the_old(
    ledger_of_one: Engine,
) -> None:
    copy = (
        "INSERT INTO schedules (account_id, revision, principal, interest_rate, payments, payment,"
        " first_due, due_day, start, method, rounding, paid_before) SELECT account_id, 2,"
        " principal, '9', payments, payment, first_due, due_day, start, method, rounding,"
        " paid_before FROM schedules"
    )
    assert planted(ledger_of_one, copy) == []


def test_an_advance_of_something_else_than_the_terms_say_is_found(ledger_of_one: Engine) -> None:
    found = planted(ledger_of_one, "UPDATE schedules SET principal = principal + 1")
    assert found[0] == (1, "amount is 120000, by the terms 120001")


@pytest.mark.parametrize("installment", [1, 3])
def test_a_late_fee_for_what_was_not_late_is_found(ledger_of_one: Engine, installment: int) -> None:
    found = planted(ledger_of_one, f"UPDATE late_fee_assessments SET installment = {installment}")
    assert found == [(3, f"a late fee for installment {installment}, which was not late")]


def test_a_payment_of_nothing_is_found(ledger_of_one: Engine) -> None:
    found = planted(ledger_of_one, "UPDATE transactions SET amount = 0 WHERE sequence = 2")
    assert (2, "a payment that cannot be: NotPositive") in found
