"""The billing rights on a statement, after model form G-4(A); old statements keep their words."""

from dataclasses import replace

import pytest

from models.accounts import AccountKind
from services import ledger
from services.database import reading, unit_of_work
from services.language import use_language
from services.statements.detail import Detail, as_json, from_json
from services.statements.errors_notice import parts
from tests.support.lines import boarded_line, day, last_statement

pytestmark = pytest.mark.usefixtures("portal_db")


@pytest.fixture
def detail(portal_db: object) -> Detail:
    """Of a card's statement that was made just now."""
    with unit_of_work() as session:
        line = boarded_line(session)
        ledger.close_account(session, line, day(31))
    with reading() as session:
        return from_json(last_statement(session).detail)


def words(detail: Detail) -> str:
    return " ".join(" ".join((one.heading, *one.paragraphs)) for one in parts(detail))


def test_a_cards_statement_tells_of_both_rights(detail: Detail) -> None:
    """12 CFR 1026.13 and 1026.12(c)."""
    said = words(detail)
    assert "at least 3 business days before an automated payment is scheduled" in said
    assert "electronically by disputing the transaction in the portal" in said
    assert "While you do not have to pay the amount in question" in said
    assert "Your rights if you are dissatisfied with your credit card purchases" in said
    assert said.count("P.O. Box 1142") == 2
    with use_language("es"):
        assert "a no más de 100 millas" in words(detail)


def test_a_plain_line_has_no_credit_card_purchases(detail: Detail) -> None:
    plain = parts(replace(detail, kind=AccountKind.LINE_OF_CREDIT))
    assert [one.heading for one in plain] == [
        "What to do if you think you find a mistake on your statement"
    ]


def test_a_statement_of_the_first_edition_keeps_its_words(detail: Detail) -> None:
    written = as_json(detail).replace('"rights": 2', '"rights": 1')
    before = from_json(written)
    assert before == from_json(written.replace(', "rights": 1', ""))
    assert "dissatisfied" not in words(before)
    assert "and in writing. You may call us" in words(before)
