"""Transactions as files: what programs read back is what the ledger has, and whose it is."""

import csv
import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from ofxtools.Parser import OFXTree
from sqlalchemy import Engine, insert
from sqlmodel import col, select

from models.accounts import Account, AccountLink
from models.audit import AuditEntry
from models.swipes import Swipe
from models.transactions import Transaction
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.exports import Form, export
from services.language import use_language
from services.subject import Subject
from tests.support.ledgers import LUIS, MARIA, add_ledgers


@pytest.fixture(autouse=True)
def book(portal_db: Engine) -> None:
    add_ledgers()


def taken(form: Form, number: str | None = "L-1", subject: Subject = MARIA, **query: str) -> str:
    return "".join(export(subject, number, form, query).pieces)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def ledger_of(number: str) -> list[Transaction]:
    with reading() as session:
        account = session.exec(select(Account).where(Account.number == number)).one()
        mine = select(Transaction).where(Transaction.account_id == account.id)
        order = (col(Transaction.effective_on), col(Transaction.sequence))
        return [*session.exec(mine.order_by(*order))]


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


def test_csv_has_every_entry_of_the_loan() -> None:
    kept, found = ledger_of("L-1"), rows(taken(Form.CSV))
    assert [row["Date"] for row in found] == [one.effective_on.isoformat() for one in kept]
    assert [cents(row["Amount"]) for row in found] == [one.amount for one in kept]
    assert [cents(row["To interest"]) for row in found] == [one.to_interest for one in kept]
    assert [cents(row["Balance after"]) for row in found] == [one.after_principal for one in kept]
    assert len({row["Reference"] for row in found}) == len(kept)
    assert found[-1]["Reason"] == "There was not enough money in the bank account. (R01)"
    assert found[-1]["Amount"] == "-41.00"


def test_csv_of_a_line_runs_no_formula() -> None:
    found = rows(taken(Form.CSV, "C-1"))
    assert len(found) == 30
    assert {row["Description"] for row in found} == {"'=Bean & Co", "50%_Off Shop"}
    assert [row["Status"] for row in found[-2:]] == ["Reversed", "Pending"]


ODD = (
    "Ünïcode 🧋👩‍👧 東京",
    """Joe's "Bean" & Sons <b>""",
    "]]>&amp;<!--",
    "x" * 80,
    "🧋" * 80,
    "a\u202eb;=1+1",
)


def named(merchants: tuple[str, ...]) -> None:
    """The first posted swipes get these."""
    with unit_of_work() as session:
        posted = select(Swipe).where(col(Swipe.transaction_id).is_not(None)).order_by(col(Swipe.id))
        found = list(session.exec(posted.limit(len(merchants))))
        for swipe, merchant in zip(found, merchants, strict=True):
            swipe.merchant = merchant


def test_odd_names_of_merchants_are_read_back() -> None:
    named(ODD)
    table = [row["Description"] for row in rows(taken(Form.CSV, "C-1"))]
    assert set(ODD[:5]) < set(table)
    assert "a\u202eb;'=1+1" in table
    (statement,) = _ofx(taken(Form.OFX, "C-1")).statements
    names = {one.name for one in statement.transactions}
    shown = {"".join(c for c in one[:32] if c.isprintable()) for one in ODD}
    assert shown < names
    (account,) = json.loads(taken(Form.JSON, "C-1"))["accounts"]
    assert set(ODD) < {one["merchant"] for one in account["transactions"]}


def test_csv_speaks_spanish() -> None:
    with use_language("es"):
        found = rows(taken(Form.CSV))
    assert found[0]["Tipo"] == "Dinero prestado"
    assert found[0]["Importe"] == "1200.00"


def test_the_search_applies() -> None:
    assert {row["Type"] for row in rows(taken(Form.CSV, q="late"))} == {"Late fee"}
    period = {"from": "2026-10-01", "to": "2026-10-03", "page": "7", "sort": "-amount"}
    assert [row["Amount"] for row in rows(taken(Form.CSV, **period))] == ["41.00", "15.00"]
    assert len(rows(taken(Form.CSV, **{"from": "never"}))) == len(ledger_of("L-1"))


def test_all_accounts_are_those_that_the_borrower_sees() -> None:
    assert {row["Account"] for row in rows(taken(Form.CSV, None))} == {"L-1", "C-1"}
    _withdraw("C-1")
    assert {row["Account"] for row in rows(taken(Form.CSV, None))} == {"L-1"}
    assert rows(taken(Form.CSV, None, LUIS)) == []
    assert json.loads(taken(Form.JSON, None, LUIS))["accounts"] == []
    assert _ofx(taken(Form.OFX, None, LUIS)).statements == []


@pytest.mark.parametrize("form", Form)
def test_other_accounts_do_not_exist(form: Form) -> None:
    for number, subject in (("L-1", LUIS), ("L-9", MARIA), ("", MARIA), ("\x00", MARIA)):
        with pytest.raises(NotFound):
            export(subject, number, form, {})
    pieces = export(MARIA, "L-1", form, {}).pieces
    _withdraw("L-1")
    with pytest.raises(NotFound):
        list(pieces)


def _withdraw(number: str) -> None:
    with unit_of_work() as session:
        account = session.exec(select(Account).where(Account.number == number)).one()
        mine = select(AccountLink).where(AccountLink.account_id == account.id)
        session.exec(mine).one().web_access = False


def test_json_has_the_documented_shape() -> None:
    found = json.loads(taken(Form.JSON, None))
    assert (found["format"], found["version"]) == ("transactions", 1)
    line, loan = found["accounts"]
    assert (loan["number"], loan["kind"], loan["currency"]) == ("L-1", "personal_loan", "USD")
    kept = ledger_of("L-1")
    assert [cents(one["amount"]) for one in loan["transactions"]] == [one.amount for one in kept]
    back = loan["transactions"][-1]
    assert (back["type"], back["reason"], back["reason_code"]) == ("reversal", "bank_return", "R01")
    assert back["reverses"] == loan["transactions"][-3]["reference"]
    assert back["balance_after"]["principal"] == loan["balance"]
    assert line["transactions"][0]["merchant"] == "50%_Off Shop"
    assert line["transactions"][-1]["status"] == "pending"


def _ofx(text: str):
    tree = OFXTree()
    tree.parse(io.BytesIO(text.encode()))
    return tree.convert()


def test_ofx_is_read_back() -> None:
    text = taken(Form.OFX, None)
    loan, line = _ofx(text).statements
    kept = ledger_of("L-1")
    assert (loan.account.acctid, loan.account.accttype) == ("L-1", "CREDITLINE")
    assert len(loan.transactions) == len(kept)
    assert [one.dtposted.date() for one in loan.transactions] == [one.effective_on for one in kept]
    assert loan.ledgerbal.balamt == -Decimal(kept[-1].after_principal) / 100
    assert [str(one.trnamt) for one in loan.transactions[-3:]] == ["41.00", "-15.00", "-41.00"]
    assert len({one.fitid for one in loan.transactions}) == len(kept)
    assert line.account.acctid == "C-1"
    assert len(line.transactions) == 28
    assert {one.name for one in line.transactions} == {"=Bean & Co", "50%_Off Shop"}
    assert sum(one.trnamt for one in line.transactions) == line.ledgerbal.balamt


def test_ofx_has_the_loan_statement_too() -> None:
    text = taken(Form.OFX)
    kept = ledger_of("L-1")
    assert text.count("<LOANSTMTRS>") == 1
    assert text.count("<LOANSTMTTRN>") == len(kept)
    parts = re.findall("<PRINAMT>(.*?)</PRINAMT><INTAMT>(.*?)</INTAMT>", text)
    assert [cents(one) for one, _ in parts] == [one.to_principal for one in kept]
    assert [cents(one) for _, one in parts] == [one.to_interest for one in kept]
    assert "CREDITCARDMSGSRSV1" not in text
    with use_language("es"):
        assert _ofx(taken(Form.OFX)).signon.language == "SPA"


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_of_ofx_have_eight_digits_at_either_end_of_time(name: str, day: str) -> None:
    text = taken(Form.OFX, **{name: day})
    assert f">{day.replace('-', '')}120000<" in text


def test_every_export_is_in_the_log() -> None:
    taken(Form.CSV, q="late fee")
    taken(Form.OFX, None)
    export(MARIA, "L-1", Form.JSON, {})  # asked for, and not taken
    with reading() as session:
        mine = select(AuditEntry).where(AuditEntry.action == "portal:transactions:exported")
        one, all_ = session.exec(mine.order_by(col(AuditEntry.id))).all()
    assert (one.detail, one.actor_login_id, one.customer_id) == ("csv L-1 q=late+fee", 1, 1)
    assert (all_.detail, all_.account_id) == ("ofx C-1, L-1", None)


@pytest.mark.parametrize("form", Form)
def test_memory_does_not_grow_with_the_ledger(form: Form) -> None:
    def peak() -> int:
        tracemalloc.start()
        for piece in export(MARIA, "L-1", form, {}).pieces:
            assert len(piece) < 400_000
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    _grow(1_000)
    small = peak()
    _grow(2_500)
    assert peak() < 1.5 * small


def _grow(count: int) -> None:
    """So many entries more, copies of the last one."""
    with unit_of_work() as session:
        last = max(ledger_of("L-1"), key=lambda one: one.sequence)
        values = last.model_dump(exclude={"id", "reverses_id", "reason", "reason_code"})
        session.connection().execute(insert(Transaction), list(_copies(values, count)))


def _copies(values: dict[str, object], count: int) -> Iterator[dict[str, object]]:
    sequence = values["sequence"]
    assert isinstance(sequence, int)
    for number in range(1, count + 1):
        on = date(2027, 1, 1 + number % 28)
        yield {**values, "sequence": sequence + number, "kind": "late_fee", "effective_on": on}
