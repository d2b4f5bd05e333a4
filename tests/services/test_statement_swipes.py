"""How a statement names what was bought (12 CFR 1026.8(a)): when, where, and the day it posted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services import business_date, ledger
from services.database import reading, unit_of_work
from services.ledger import lines
from services.pdf import Part
from services.statements.detail import as_json, from_json
from services.statements.paper import statement_paper
from services.statements.tables import lines_parts
from tests.support.card_account import DAY, cleared, new_card_account, taken_back
from tests.support.lines import last_statement

pytestmark = pytest.mark.usefixtures("portal_db")


def day_is(on: date) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, on)


def made() -> None:
    """Swiped on the 12th, cleared on the 14th, given back on the 15th; a transfer on the 16th."""
    account = new_card_account()
    swipe = account.swipe("sw_1")
    account.take_in(swipe)
    day_is(DAY + timedelta(days=2))
    account.take_in(cleared(swipe, 19_50))
    day_is(DAY + timedelta(days=3))
    account.take_in(taken_back(cleared(swipe, 19_50)))
    with unit_of_work() as session:
        lines.post_balance_transfer(session, account.account_id, 5_00, DAY + timedelta(days=4))
        ledger.close_account(session, account.account_id, DAY + timedelta(days=40))


def parts() -> dict[str, Part]:
    with reading() as session:
        return {one.heading: one for one in statement_paper(last_statement(session)).parts}


def test_a_purchase_has_its_own_day_beside_the_day_it_posted() -> None:
    made()
    table = parts()["Transactions"].table
    assert table is not None
    assert table.head == ("Date", "Posted", "Description", "Amount")
    assert table.rows == (
        ("Jan 12, 2026", "Jan 14, 2026", "Corner Bakery", "$19.50"),
        ("Jan 16, 2026", "Jan 16, 2026", "Balance transfer", "$5.00"),
    )


def test_a_refund_names_its_merchant_and_the_day_of_crediting() -> None:
    """12 CFR 1026.7(b)(3)."""
    made()
    table = parts()["Payments and other credits"].table
    assert table is not None
    assert table.rows == (("Jan 15, 2026", "Corner Bakery", "-$19.50"),)


def test_an_older_statement_knows_one_day_only() -> None:
    made()
    with reading() as session:
        statement = last_statement(session)
    detail = from_json(statement.detail)
    older = replace(detail, lines=tuple(replace(one, made_on=None) for one in detail.lines))
    assert from_json(as_json(older).replace(', "made_on": null', "")) == older
    tables = [one.table for one in lines_parts(statement, older)]
    assert [one.head for one in tables if one] == [("Date", "Description", "Amount")] * 2
