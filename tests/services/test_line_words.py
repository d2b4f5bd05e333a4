"""What entries of a line are called: one that was opened here, and cash that is not posted yet."""

import csv
import json
from io import StringIO

import pytest

from models.credit_lines import BalanceType
from services.database import reading, unit_of_work
from services.explain.entries import named, newest
from services.exports.flows import Form, export
from services.transactions.page import transactions_page
from services.year_end.payments import boarded_on
from tests.support.card_account import CardAccount, new_card_account
from tests.support.lines import FIRST_DAY, boarded_line, borrower_of

pytestmark = pytest.mark.usefixtures("portal_db")


def rows(account: CardAccount, **query: str) -> list[tuple[str, ...]]:
    with reading() as session:
        found = transactions_page(session, account.subject, account.number, query).rows
        return [row.cells for row in found]


def taken(account: CardAccount, form: Form) -> str:
    return "".join(export(account.subject, account.number, form, {}).pieces).lstrip("\ufeff")


def test_a_line_that_was_opened_here_was_nowhere_before() -> None:
    account = new_card_account()
    ((_day, called, _amount, _kind),) = rows(account)
    assert called == "Account opened"
    assert rows(account, q="opened") == rows(account)
    with reading() as session:
        assert boarded_on(session, [account.account_id]) == {}
        (entry,) = newest(session, account.account_id, 1)
        assert named(entry) == "Opened on Jan 5, 2026"


def test_a_boarded_line_came_with_a_balance() -> None:
    with unit_of_work() as session:
        line = boarded_line(session)
        borrower_of(session, line)
    with reading() as session:
        assert boarded_on(session, [line]) == {line: FIRST_DAY}
        (entry,) = newest(session, line, 1)
        assert named(entry) == "Taken over on Feb 21, 2026"


def test_cash_that_is_not_posted_is_no_purchase() -> None:
    account = new_card_account()
    cash = account.swipe(balance_type=BalanceType.CASH_ADVANCES, merchant="ATM", category="")
    account.take_in(cash)
    assert rows(account, q="ATM")[0][3] == "Cash advance"
    listed = list(csv.DictReader(StringIO(taken(account, Form.CSV))))
    assert [row["Type"] for row in listed] == ["Account opened", "Cash advance"]
    (told,) = json.loads(taken(account, Form.JSON))["accounts"]
    assert [one["type"] for one in told["transactions"]] == ["opening", "cash_advance"]
