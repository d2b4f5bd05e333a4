"""A product's minimum payment rule has a first day: what was asked for before stays as it was."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.credit_lines import MinimumRule
from services.accounts.standing import any_standing
from services.business_date import freeze_at
from services.database import reading, unit_of_work
from services.disputes import opening
from services.explain import line as explained
from services.ledger import line_of, lines
from services.ledger_check import check_ledger
from services.statements.detail import from_json
from services.subject import Subject
from services.work.cycles import close_all
from tests.support.borrowers import new_borrower
from tests.support.credit_lines import card_product, new_line, statements
from tests.support.customers import agent

JANUARY, FEBRUARY, MARCH = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
"""The days after the cycles of these months."""


@pytest.fixture
def line(portal_db: Engine) -> int:
    """4,000.00 in purchases; January asks for 2 %, 80.00."""
    with unit_of_work() as session:
        freeze_at(session, date(2026, 1, 10))
        made = new_line(session)
        lines.post_purchase(session, made, 3_000_00, date(2026, 1, 10))
        lines.post_purchase(session, made, 1_000_00, date(2026, 1, 12))
    close_all(JANUARY)
    assert statements(made)[-1].minimum_due == 80_00
    return made


def new_rule(session: Session, from_on: date, percent: int) -> None:
    product = card_product(session).id or 0
    session.add(
        MinimumRule(product_id=product, from_on=from_on, floor=40_00, percent=Decimal(percent))
    )


def asked(line: int) -> list[int]:
    """Minimum payments without what was past due, cents."""
    return [one.minimum_due - one.past_due for one in statements(line)]


def test_a_rule_counts_from_the_cycle_that_begins_on_its_day_or_later(line: int) -> None:
    """February began before it: 2 % of 4,056.00 and 56.00 interest. March began with it: 5 % of
    4,118.00 (4,000.00 × 31 × 0.05 %: 62.00) and that interest.
    """
    with unit_of_work() as session:
        new_rule(session, date(2026, 2, 15), 5)
    close_all(MARCH)
    assert asked(line) == [80_00, 81_12 + 56_00, 205_90 + 62_00]
    assert check_ledger().breaches == []


def test_cycles_that_are_closed_late_are_asked_for_by_their_own_rule(line: int) -> None:
    with unit_of_work() as session:
        new_rule(session, date(2026, 2, 1), 3)
        new_rule(session, date(2026, 3, 1), 5)
    close_all(MARCH)
    assert asked(line) == [80_00, 121_68 + 56_00, 205_90 + 62_00]
    assert check_ledger().breaches == []


def test_a_later_rule_changes_no_statement_and_no_explanation(line: int) -> None:
    before = [one.model_dump() for one in statements(line)]
    with unit_of_work() as session:
        freeze_at(session, JANUARY)
        new_rule(session, JANUARY, 10)
    assert [one.model_dump() for one in statements(line)] == before
    with reading() as session:
        steps = explained.minimum(session, any_standing(session, agent(), "C-1"))
    share = steps[-1].lines[0]
    assert (share.amount, share.detail) == ("$80.00", "2.00% of $4,000.00")
    assert check_ledger().breaches == []


def test_what_a_dispute_takes_out_is_reckoned_by_the_statements_rule(line: int) -> None:
    """1,000.00 of 4,000.00: 20.00 of the 80.00 that were asked for, not of a later 10 %."""
    with unit_of_work() as session:
        freeze_at(session, JANUARY)
        subject: Subject = new_borrower(session, line)
        new_rule(session, JANUARY, 10)
    with unit_of_work() as session:
        opening.open_dispute(session, subject, "C-1", "t3", "not_mine", "Not mine.")
    with reading() as session:
        assert line_of(session, line).excused == 20_00


def test_a_statement_estimates_by_the_rule_of_its_closing_day(line: int) -> None:
    with unit_of_work() as session:
        new_rule(session, date(2026, 2, 10), 5)
    close_all(FEBRUARY)
    january, february = (from_json(one.detail).estimate for one in statements(line))
    assert february.months < january.months
