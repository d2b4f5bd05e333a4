"""What the tab Statements shows: cycles, what repaying takes, delivery; on both databases."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session, col, select

from models.accounts import Product
from models.audit import AuditEntry
from models.credit_lines import MinimumRule
from models.statements import DeliveryChoice
from services import business_date, ledger
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotFound
from services.language import use_language
from services.ledger import lines
from services.money import InvalidAmount
from services.servicing.errors import NotPositive
from services.statements.delivery import choose, delivery
from services.statements.page import PAGE, statement_page
from services.statements.reading import statement_for
from services.statements.truth import answer, truth
from services.subject import Subject
from tests.support.lines import (
    boarded_line,
    borrower_of,
    day,
    subject_of,
    the_regulations_cycle,
)

pytestmark = pytest.mark.usefixtures("portal_db")
NUMBER = "C-9035"


def made(until: int = 31) -> Subject:
    with unit_of_work() as session:
        business_date.move_to(session, day(until))
        line = boarded_line(session)
        login = borrower_of(session, line)
        the_regulations_cycle(session, line)
        ledger.close_account(session, line, day(until))
        return subject_of(login)


def test_the_newest_cycle_comes_first_with_what_became_of_it() -> None:
    subject = made()
    with reading() as session:
        page = statement_page(session, subject, NUMBER)

    (row,) = page.rows
    assert (row.day, row.status[0]) == ("2026-03-22", "Due")
    assert (row.cells[1], row.cells[3]) == ("$1,784.53", "Apr 16, 2026")
    assert page.address == "/accounts/C-9035/statements/"
    assert page.upcoming == "The next statement closes on Apr 21, 2026."


@pytest.mark.parametrize(
    ("paid", "status"),
    [(46_58, "Minimum paid"), (1_784_53, "Paid in full"), (46_57, "Past due")],
)
@pytest.mark.parametrize("closed", [False, True])
def test_what_was_paid_is_its_status_before_and_after_the_next(
    paid: int, status: str, closed: bool
) -> None:
    subject = made()
    with unit_of_work() as session:
        line = statement_for(session, subject, NUMBER, "2026-03-22").account_id
        lines.post_payment(session, line, paid, day(40))
        business_date.move_to(session, day(90))
        if closed:
            ledger.close_account(session, line, day(90))
        rows = statement_page(session, subject, NUMBER).rows

    assert rows[-1].status[0] == status


def test_pages_go_back_to_the_first_cycle_without_a_gap() -> None:
    subject = made(365 * 2)
    with reading() as session:
        first = statement_page(session, subject, NUMBER)
        second = statement_page(session, subject, NUMBER, first.below)
    days = [row.day for row in (*first.rows, *second.rows)]

    assert len(first.rows) == PAGE
    assert second.below == 0
    assert days == sorted(set(days), reverse=True)
    assert days[-1] == "2026-03-22"


@pytest.mark.parametrize(
    "closed_on", ["2026-03-23", "2026-3-22", "", None, 7, "sample", "٢٠٢٦-03-22"]
)
def test_a_day_without_a_statement_is_not_found(closed_on: object) -> None:
    subject = made()
    with reading() as session, pytest.raises(NotFound):
        statement_for(session, subject, NUMBER, closed_on)


def test_what_is_somebody_elses_is_not_there() -> None:
    subject = made()
    other = Subject(subject.login_id, subject.customer_id + 1, 1, "Luis Reyes")
    with reading() as session:
        for read in (
            lambda: statement_page(session, other, NUMBER),
            lambda: statement_for(session, other, NUMBER, "2026-03-22"),
            lambda: truth(session, other, NUMBER),
            lambda: answer(session, other, NUMBER, "100"),
            lambda: delivery(session, other, NUMBER),
        ):
            with pytest.raises(NotFound):
                read()


def test_the_truth_names_the_minimum_and_thirty_six_months() -> None:
    subject = made()
    with reading() as session:
        told = truth(session, subject, NUMBER)

    assert told.balance == "$1,784.53"
    assert [way.paying for way in told.ways] == ["Only the minimum payment", "$57.29 a month"]
    assert told.ways[1].lasts == "3 years"
    assert told.ways[1].total == "$2,062.44"
    assert told.saved.startswith("$57.29 a month saves you $")


def test_a_minimum_that_never_ends_it_is_warned_of() -> None:
    """The rule asks for the interest alone; no cycle of the line has begun before it."""
    subject = made()
    with unit_of_work() as session:
        (product,) = session.exec(select(Product)).all()
        rule = MinimumRule(product_id=product.id or 0, from_on=date(1970, 1, 1), floor=0)
        rule.percent = Decimal(0)
        session.add(rule)
        session.flush()
        english = truth(session, subject, NUMBER)
        with use_language("es"):
            spanish = truth(session, subject, NUMBER)
    assert "never pay off" in english.warning
    assert [way.lasts for way in english.ways] == ["Never paid off", "3 years"]
    assert english.saved == ""
    assert (spanish.warning != english.warning, spanish.ways[1].lasts) == (True, "3 años")


def test_a_balance_that_takes_three_years_anyway_names_no_other_payment() -> None:
    """As on a statement: 12 CFR 1026.7(b)(12)(i)(F)(2)."""
    subject = made()
    with unit_of_work() as session:
        line = statement_for(session, subject, NUMBER, "2026-03-22").account_id
        lines.post_payment(session, line, 900_00, day(40))
        told = truth(session, subject, NUMBER)
    assert [(way.paying, way.lasts) for way in told.ways] == [
        ("Only the minimum payment", "3 years")
    ]
    assert told.saved == ""


def test_any_amount_is_answered_at_once() -> None:
    subject = made()
    with reading() as session:
        more = answer(session, subject, NUMBER, "200")
        less = answer(session, subject, NUMBER, "$20.00")
        never = answer(session, subject, NUMBER, "1")
        for wrong, error in (("", InvalidAmount), ("ten", InvalidAmount), ("0", NotPositive)):
            with pytest.raises(error):
                answer(session, subject, NUMBER, wrong)

    assert more.way.lasts == "10 months"
    assert more.words.startswith("You save $")
    assert "less than the minimum payment" in less.words or not less.way.paying
    assert "never paid off" in never.words


def test_where_nothing_is_owed_there_is_nothing_to_tell() -> None:
    subject = made()
    with unit_of_work() as session:
        line = statement_for(session, subject, NUMBER, "2026-03-22").account_id
        lines.post_payment(session, line, 1_784_53, day(40))
        told = truth(session, subject, NUMBER)

    assert told.balance == ""


def chosen(session: Session) -> list[DeliveryChoice]:
    return [*session.exec(select(DeliveryChoice).order_by(col(DeliveryChoice.id)))]


def test_paper_is_what_nobody_chose_and_can_be_chosen_again() -> None:
    subject = made()
    with unit_of_work() as session:
        assert not delivery(session, subject, NUMBER).electronic
        choose(session, subject, NUMBER, electronic=True, could_open=True)
        agreed = delivery(session, subject, NUMBER)
        choose(session, subject, NUMBER, electronic=False, could_open=False)
        again = delivery(session, subject, NUMBER)
        rows = chosen(session)
    with reading() as session:
        actions = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()

    assert agreed.electronic
    assert not again.electronic
    assert [row.electronic for row in rows] == [True, False]
    assert "maria@example.com" in rows[0].words
    assert "on paper" in rows[0].words
    assert actions == [
        "portal:statements:electronic_chosen",
        "portal:statements:paper_chosen",
    ]


def test_consent_needs_that_a_pdf_could_be_read() -> None:
    subject = made()
    with pytest.raises(InvalidInput), unit_of_work() as session:
        choose(session, subject, NUMBER, electronic=True, could_open=False)
    with reading() as session:
        assert chosen(session) == []
