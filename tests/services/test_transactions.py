"""The list of an account's entries: whose, in which order, which of them, how each came about."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.accounts import Account, AccountLink, Lifecycle, Product
from models.transactions import Transaction, TransactionKind
from services import ledger
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.subject import Subject
from services.transactions.listing import PAGE
from services.transactions.page import transactions_page
from services.transactions.query import Sort, as_query, asked_of
from services.transactions.views import NO_BADGE, Details, TransactionsPage
from services.transactions.words import kind_words
from services.transactions.working import details
from tests.support.ledgers import FIRST, LUIS, MARIA, TERMS, add_ledgers


@pytest.fixture
def book(portal_db: Engine) -> None:
    add_ledgers()


def page(number: str, subject: Subject = MARIA, **query: str) -> TransactionsPage:
    with reading() as session:
        return transactions_page(session, subject, number, _named(query))


def _named(query: Mapping[str, str]) -> dict[str, str]:
    """`since` stands for `from`, which is a word of the language."""
    return {{"since": "from", "until": "to"}.get(name, name): query[name] for name in query}


def opened(number: str, key: object, subject: Subject = MARIA) -> Details:
    with reading() as session:
        return details(session, subject, number, key)


def test_a_loan_says_where_each_payment_went(book: None) -> None:
    shown = page("L-1")
    assert len(shown.rows) == PAGE
    back, fee, paid = shown.rows[:3]
    assert (back.cells[1:3], back.status) == (("Reversal", "-$41.00"), NO_BADGE)
    assert fee.cells[1:6] == ("Late fee", "$15.00", "", "", "")
    assert (paid.cells[1:3], paid.status) == (("Payment", "$41.00"), ("Reversed", "bad"))
    assert (shown.place, shown.page, shown.more) == ("Transactions 1 to 10", 1, True)
    assert (shown.filtered, shown.query) == (False, "")
    last = page("L-1", page="3")
    assert (last.place, last.more) == ("Transactions 21 to 23", False)
    assert last.rows[-1].cells[1] == "Money lent"


def test_every_order_lists_every_entry_once(book: None) -> None:
    for number, count in (("L-1", 23), ("C-1", 30)):
        for sort in Sort:
            keys = []
            for place in range(1, 5):
                keys += [row.key for row in page(number, sort=sort.value, page=str(place)).rows]
            assert len(keys) == len(set(keys)) == count, (number, sort)
    amounts = [row.cells[2] for row in page("C-1", sort="-amount").rows]
    assert amounts == sorted(amounts, reverse=True)
    assert page("L-1", sort="date").rows[0].cells[1] == "Money lent"


def test_the_search_finds_types_merchants_and_amounts(book: None) -> None:
    assert {row.cells[1] for row in page("L-1", q="late").rows} == {"Late fee"}
    assert [row.cells[2] for row in page("L-1", q="41").rows] == ["-$41.00", "$41.00"]
    assert [row.cells[2] for row in page("L-1", q="$41.00").rows] == ["-$41.00", "$41.00"]
    assert {row.cells[1] for row in page("C-1", q="bean").rows} == {"=Bean & Co"}
    assert {row.cells[1] for row in page("C-1", q="clothing").rows} == {"50%_Off Shop"}
    assert {row.cells[1] for row in page("C-1", q="%_").rows} == {"50%_Off Shop"}
    assert page("C-1", q="e_n").rows == ()
    nothing = page("L-1", q="nowhere")
    assert (nothing.rows, nothing.filtered, nothing.query) == ((), True, "q=nowhere")


def test_the_period_includes_its_days(book: None) -> None:
    rows = page("L-1", since="2026-10-01", until="2026-10-03").rows
    assert [row.cells[1] for row in rows] == ["Late fee", "Payment"]
    both = page("L-1", since="2026-10-03", until="2026-10-01")
    assert (both.rows, both.problem[:10]) == ((), "The period")


def test_a_line_lists_swipes_that_are_not_posted(book: None) -> None:
    rows = page("C-1").rows
    assert [row.status[0] for row in rows[:3]] == ["Pending", "Reversed", "Posted"]
    assert rows[0].cells[1:] == ("=Bean & Co", "$1.29", "Coffee")
    assert rows[0].disputable
    pending = opened("C-1", rows[0].key)
    assert "has not collected it" in pending.words
    posted = opened("C-1", rows[2].key)
    assert posted.lines[-1].label == "Balance after"


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "٣"},
        {"page": "99999999999999999999"},
        {"sort": "amount; DROP TABLE transactions"},
        {"q": "\x00"},
        {"q": "\ud800"},
        {"from": ""},
    ],
)
def test_what_is_nothing_is_left_out(book: None, query: dict[str, str]) -> None:
    with reading() as session:
        shown = transactions_page(session, MARIA, "L-1", query)
    assert shown == page("L-1")


def test_a_date_that_is_none_is_told(book: None) -> None:
    for given in ("2026-13-01", "yesterday", "2026-1-1", "20260101", "'--"):
        shown = page("L-1", since=given)
        assert shown.problem.startswith("A date of the period could not be read"), given
        assert shown.rows == page("L-1").rows
    assert page("L-1", page="9999").rows == ()


def test_the_query_is_read_back(book: None) -> None:
    given = {"q": "a b&c=d", "from": "2026-01-01", "to": "2026-02-01", "sort": "date", "page": "3"}
    asked, problems = asked_of(given)
    assert problems == ()
    text = as_query(asked)
    assert text == "q=a+b%26c%3Dd&from=2026-01-01&to=2026-02-01&sort=date&page=3"


def test_a_payment_shows_its_arithmetic(book: None) -> None:
    payments = [row for row in page("L-1").rows if row.cells[1] == "Payment"]
    shown = opened("L-1", payments[1].key)
    interest = shown.lines[0]
    assert interest.label.startswith("Interest since ")
    assert "× 12.00% a year ÷ 360 × " in interest.working
    named = {line.label: _cents(line.value) for line in shown.lines}
    assert named["Payment"] == (named["To fees"] + named["To interest"] + named["To principal"])
    assert named["Balance after"] == named["Balance before"] - named["To principal"]
    assert named["To interest"] == _cents(interest.value)


def _cents(text: str) -> int:
    return int("".join(c for c in text if c.isdigit())) * (-1 if "-" in text else 1)


def test_a_reversal_leads_to_what_it_reverses(book: None) -> None:
    back, fee, paid = page("L-1").rows[:3]
    shown = opened("L-1", back.key)
    assert shown.words == "There was not enough money in the bank account. (R01)"
    assert shown.link == "?tab=transactions&from=2026-10-01&to=2026-10-01"
    assert "Oct 1, 2026" in shown.link_words
    assert opened("L-1", paid.key).link == "?tab=transactions&from=2026-10-05&to=2026-10-05"
    assert "more than 7 days" in opened("L-1", fee.key).words


def test_every_row_of_every_kind_opens(book: None) -> None:
    for number in ("L-1", "C-1"):
        for place in "123":
            for row in page(number, page=place).rows:
                assert opened(number, row.key).key == row.key


@pytest.mark.parametrize(
    "key", ["", "t", "t0", "s1", "t999", "x1", "t1 ", "t٣", "t" + "9" * 30, None, 1, ["t1"], {}]
)
def test_other_rows_do_not_exist(book: None, key: object) -> None:
    with pytest.raises(NotFound):
        opened("L-1", key)


def test_other_borrowers_see_nothing(book: None) -> None:
    with pytest.raises(NotFound):
        page("L-1", LUIS)
    with pytest.raises(NotFound):
        opened("L-1", page("L-1").rows[0].key, LUIS)
    foreign = page("L-1").rows[0].key
    with pytest.raises(NotFound):
        opened("C-1", foreign)
    with unit_of_work() as session:
        for link in session.exec(select(AccountLink)):
            link.web_access = False
    with pytest.raises(NotFound):
        page("L-1")


def test_a_new_loan_and_a_written_off_one(book: None) -> None:
    with unit_of_work() as session:
        product = session.exec(select(Product)).first()
        assert product
        new = ledger.open_loan(
            session, number="L-2", product=product, name="", terms=TERMS, opened_on=FIRST
        )
        session.add(AccountLink(customer_id=1, account_id=new.id or 0))
        empty = Account(
            number="L-3",
            product_id=product.id or 0,
            kind=product.kind,
            lifecycle=Lifecycle.CLOSED,
            opened_on=FIRST,
        )
        session.add(empty)
        session.flush()
        session.add(AccountLink(customer_id=1, account_id=empty.id or 0))
    assert [row.cells[1] for row in page("L-2").rows] == ["Money lent"]
    assert page("L-3") == TransactionsPage()


def test_amounts_in_the_ledger_are_what_is_listed(book: None) -> None:
    with reading() as session:
        kept = sorted(
            entry.amount
            for entry in session.exec(select(Transaction).where(Transaction.account_id == 1))
        )
    listed = [_cents(row.cells[2]) for place in "123" for row in page("L-1", page=place).rows]
    assert sorted(listed) == kept


def test_every_kind_has_a_name() -> None:
    assert set(kind_words()) == set(TransactionKind)
