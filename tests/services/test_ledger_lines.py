"""`portal check-ledger` on a line of credit: sound ones pass, each kind of breach is found."""

from datetime import date

import pytest
from sqlalchemy import Engine, text

from models.credit_lines import BalanceType
from models.transactions import ReversalReason
from services import ledger
from services.credit_lines.balances import ByType, LinePosition
from services.database import unit_of_work
from services.ledger import lines
from services.ledger_check import check_ledger
from services.servicing.application import Excess
from services.work.cycles import close_all
from services.work.line_late_fees import assess_lines
from tests.support.credit_lines import OPENED, RATES, card_product, new_line
from tests.support.unlocked import unlock


def work(*days: date) -> None:
    for day in days:
        close_all(day)
        assess_lines(day)


@pytest.fixture
def one_line(portal_db: Engine) -> Engine:
    """Every kind of entry, three statements, a late fee; open to edits.

    1 opening, 2 purchase, 3 cash advance and 4 its fee, 5 interest, 6 interest, 7 late fee,
    8 payment, 9 reversal of it, 10 credit, 11 transfer, 12 payment, 13 late fee, 14 interest,
    15 payment that is more than all, 16 purchase and 17 cash advance that it pays.
    """
    with unit_of_work() as session:
        line = new_line(session)
        lines.post_purchase(session, line, 300_00, date(2026, 1, 10))
        lines.post_cash_advance(session, line, 100_00, date(2026, 1, 20))
    work(date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 8))
    with unit_of_work() as session:
        paid = lines.post_payment(session, line, 200_00, date(2026, 3, 10))
        lines.reverse(session, paid, date(2026, 3, 12), ReversalReason.BANK_RETURN, "R01")
        lines.post_credit(session, line, 20_00, date(2026, 3, 13))
        lines.post_balance_transfer(session, line, 80_00, date(2026, 3, 14))
        lines.post_payment(session, line, 50_00, date(2026, 3, 20))
    work(date(2026, 4, 1), date(2026, 4, 10))
    with unit_of_work() as session:
        lines.post_payment(session, line, 900_00, date(2026, 4, 11), Excess.HOLD)
        lines.post_purchase(session, line, 20_00, date(2026, 4, 12))
        lines.post_cash_advance(session, line, 30_00, date(2026, 4, 12))
    unlock(portal_db)
    return portal_db


def planted(engine: Engine, *statements: str) -> list[tuple[int | None, str]]:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    return [(breach["sequence"], breach["problem"]) for breach in check_ledger().breaches]


def test_a_lived_line_is_sound(one_line: Engine) -> None:
    checked = check_ledger()
    assert checked.breaches == []
    assert checked.transactions >= 14


def test_a_boarded_line_is_sound(portal_db: Engine) -> None:
    with unit_of_work() as session:
        account = ledger.open_line(
            session,
            number="C-9",
            product=card_product(session),
            name="",
            credit_limit=1_000_00,
            due_day=25,
            rates=RATES,
            opened_on=date(2020, 1, 1),
            boarded_on=OPENED,
            boarded=ledger.Boarded(
                LinePosition(ByType(200_00, 100_00), ByType(3_00), 5_00, advanced=300_00),
                statement_balance=308_00,
                minimum_due=25_00,
                minimum_due_on=date(2026, 1, 25),
            ),
        )
        lines.post_payment(session, account.id or 0, 10_00, date(2026, 1, 8))
    assert check_ledger().breaches == []
    work(date(2026, 2, 1), date(2026, 2, 5), date(2026, 3, 1), date(2026, 3, 8), date(2026, 4, 5))
    assert check_ledger().breaches == []


def entry(sequence: int, **changes: int) -> str:
    added = ", ".join(f"{name} = {name} + {cents}" for name, cents in changes.items())
    return f"UPDATE transactions SET {added} WHERE sequence = {sequence}"


def by_type(sequence: int, **changes: int) -> str:
    added = ", ".join(f"{name} = {name} + {cents}" for name, cents in changes.items())
    return (
        f"UPDATE line_entries SET {added} WHERE transaction_id ="
        f" (SELECT id FROM transactions WHERE sequence = {sequence})"
    )


@pytest.mark.parametrize(
    ("statements", "at", "words"),
    [
        ([by_type(2, after_purchases=1)], 2, "principal by type makes"),
        ([by_type(5, after_cash_advances_interest=1)], 5, "interest by type makes"),
        ([by_type(2, purchases=1)], 2, "the change of principal by type"),
        ([by_type(8, purchases_interest=1)], 8, "the change of interest by type"),
        (  # the same total, of another type
            [by_type(8, purchases=-5, cash_advances=5, after_purchases=-5, after_cash_advances=5)],
            8,
            "after it principal is",
        ),
        (
            [
                by_type(5, cash_advances_interest=1, after_cash_advances_interest=1),
                entry(5, amount=1, after_interest_due=1),
            ],
            5,
            "interest 85, by",
        ),
        ([entry(8, to_fees=-1, to_interest=1)], 8, "to_fees is"),
        (["DELETE FROM line_entries WHERE transaction_id = 3"], 3, "no row by type"),
        (
            ["UPDATE transactions SET effective_on = '2026-02-02' WHERE sequence = 2"],
            5,
            "later day",
        ),
        (["UPDATE transactions SET kind = 'advance' WHERE sequence = 2"], 2, "a advance on a line"),
        (["UPDATE statements SET interest = interest + 1 WHERE number = 2"], 6, "statement 2: int"),
        (["UPDATE statements SET new_balance = 1 WHERE number = 1"], 5, "statement 1: new_bal"),
        (["UPDATE statements SET minimum_due = 1 WHERE number = 3"], None, "statement 3: minimum"),
        (["UPDATE statements SET past_due = 1 WHERE number = 2"], 6, "statement 2: past due"),
        (["UPDATE statements SET purchases = 1 WHERE number = 1"], 5, "statement 1: purchases"),
        (["UPDATE statements SET last_sequence = 99 WHERE number = 3"], None, "statement 3 ends"),
        (["DELETE FROM statements WHERE number = 1"], 5, "interest that no statement charges"),
        (
            ["UPDATE credit_rates SET rate = '12' WHERE balance_type = 'cash_advances'"],
            5,
            "interest",
        ),
        (["UPDATE credit_lines SET minimum_due = 1"], None, "minimum_due is 1"),
        (["UPDATE credit_lines SET statement_balance = 1"], None, "statement_balance is 1"),
        (["UPDATE credit_lines SET paid_since = 1"], None, "paid_since is 1"),
        (["UPDATE credit_lines SET credits_since = 1"], None, "credits_since is 1"),
        (["UPDATE credit_lines SET asked_minimum = 1"], None, "the line says that"),
        (["UPDATE credit_lines SET late_on = '2026-01-25'"], None, "the line says that"),
        (
            ["UPDATE late_fee_assessments SET installment = 20260125 WHERE installment = 20260225"],
            7,
            "a late fee for 20260125",
        ),
        (["DELETE FROM credit_lines"], 1, "a line of credit without limit"),
    ],
)
def test_a_breach_is_found(
    one_line: Engine, statements: list[str], at: int | None, words: str
) -> None:
    found = planted(one_line, *statements)
    assert any(words in problem and at in (None, sequence) for sequence, problem in found), found


def test_rates_of_a_type_are_its_own() -> None:
    assert set(RATES) == set(BalanceType)
