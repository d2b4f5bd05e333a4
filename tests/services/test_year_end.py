"""What was paid in a year equals the ledger's payments of it, without those taken back."""

import subprocess
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from models.accounts import Account, AccountLink
from models.lender import BusinessDate
from models.transactions import ReversalReason, Transaction
from services import ledger
from services.accounts.standing import standings
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.language import use_language
from services.language.words import words
from services.servicing.application import Excess
from services.servicing.terms import Terms
from services.year_end.errors import NoSuchYear
from services.year_end.letters import account_summary, all_summary
from services.year_end.payments import Paid, in_all, paid_in
from services.year_end.years import year_links
from tests.support.paying import NUMBER, Loan, make_loan, stranger

_numbers = count(1)
LONG = Terms(9_000_00, Decimal("12"), 60, date(2026, 2, 1))


def today_is(day: date) -> None:
    with unit_of_work() as session:
        session.get_one(BusinessDate, 1).today = day


def said(content: bytes, folder: Path) -> str:
    (folder / "a.pdf").write_bytes(content)
    command = ["pdftotext", "-layout", str(folder / "a.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pay(loan: Loan, amount: int, on: date) -> None:
    with unit_of_work() as session:
        ledger.post_payment(session, loan.account_id, amount, on, excess=Excess.HOLD)


@given(
    made=st.lists(st.tuples(st.integers(0, 900), st.integers(1, 900_00), st.booleans()), max_size=8)
)
@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_equals_the_ledger(portal_db: Engine, made: list[tuple[int, int, bool]]) -> None:
    loan = make_loan(number=f"L-{next(_numbers)}", terms=LONG)
    other = make_loan(number=f"L-{next(_numbers)}", terms=LONG)
    pay(other, 100_00, date(2026, 3, 1))
    expected: dict[tuple[int, int], int] = defaultdict(int)
    with unit_of_work() as session:
        for days, amount, taken_back in sorted(made):
            on = date(2026, 1, 5) + timedelta(days=days)
            entry = ledger.post_payment(session, loan.account_id, amount, on, excess=Excess.HOLD)
            if taken_back:
                # in the next year as well: the payment's own year has nothing of it
                ledger.reverse(session, entry, on + timedelta(days=200), ReversalReason.NSF)
            else:
                expected[on.year, on.month] += entry.amount
    with reading() as session:
        for year in (2025, 2026, 2027, 2028):
            months = paid_in(session, [loan.account_id], year).get(loan.account_id, {})
            assert {
                (year, month): paid.total + paid.unapplied for month, paid in months.items()
            } == {key: amount for key, amount in expected.items() if key[0] == year}


def test_parts_are_those_of_the_entries(portal_db: Engine) -> None:
    loan = make_loan(terms=LONG)
    with unit_of_work() as session:
        ledger.post_late_fee(session, loan.account_id, 15_00, date(2026, 2, 20))
    pay(loan, 200_00, date(2026, 2, 28))
    pay(loan, 300_00, date(2026, 3, 31))
    with reading() as session:
        entries = session.exec(select(Transaction)).all()
        paid = in_all(paid_in(session, [loan.account_id], 2026)[loan.account_id])
    assert paid == Paid(
        sum(entry.to_interest for entry in entries),
        sum(entry.to_principal for entry in entries),
        15_00,
    )
    assert paid.total == 500_00


def test_the_letter_adds_up(portal_db: Engine, tmp_path: Path) -> None:
    loan = make_loan(terms=LONG)
    pay(loan, 200_00, date(2026, 2, 28))
    pay(loan, 300_00, date(2026, 3, 31))
    today_is(date(2027, 2, 1))
    name, content = account_summary(loan.subjects[0], NUMBER, "2026")
    assert name == "interest-2026-L-1.pdf"
    text = said(content, tmp_path)
    rows = {
        line.split()[0]: [
            int(cell[1:].replace(",", "").replace(".", "")) for cell in line.split()[1:]
        ]
        for line in text.splitlines()
        if "$" in line and line.split()[0] in ("February", "March", "Total")
    }
    assert [a + b for a, b in zip(rows["February"], rows["March"], strict=True)] == rows["Total"]
    assert sum(rows["Total"][:3]) == rows["Total"][3] == 500_00
    assert "The year is not over" not in text
    assert "from Jan 1, 2026 to Dec 31, 2026" in " ".join(text.split())
    with use_language("es"):
        assert "febrero" in said(account_summary(loan.subjects[0], NUMBER, "2026")[1], tmp_path)
    assert "No payment was made in 2027." in said(
        account_summary(loan.subjects[0], NUMBER, "2027")[1], tmp_path
    )


def test_all_accounts_are_those_that_the_borrower_sees(portal_db: Engine, tmp_path: Path) -> None:
    loan = make_loan(terms=LONG)
    hidden = make_loan(number="L-2", terms=LONG)
    with unit_of_work() as session:
        for number, access in ((loan.account_id, True), (hidden.account_id, False)):
            customer_id = loan.subjects[0].customer_id
            link = session.exec(
                select(AccountLink).where(
                    AccountLink.customer_id == customer_id, AccountLink.account_id == number
                )
            ).first() or AccountLink(customer_id=customer_id, account_id=number)
            link.web_access = access
            session.add(link)
    pay(loan, 200_00, date(2026, 2, 28))
    pay(hidden, 700_00, date(2026, 2, 28))
    text = said(all_summary(loan.subjects[0], "2026")[1], tmp_path)
    assert "Personal loan L-1" in text
    assert "L-2" not in text
    assert "$700.00" not in text
    assert text.count("$200.00") == 3
    with pytest.raises(NotFound):
        account_summary(loan.subjects[0], "L-2", "2026")
    with pytest.raises(NotFound):
        all_summary(stranger(), "2026")


def test_a_year_between_two_accounts_has_nothing_to_tell(portal_db: Engine, tmp_path: Path) -> None:
    loan, later = make_loan(terms=LONG), make_loan(number="L-2", terms=LONG)
    today_is(date(2030, 1, 1))
    with unit_of_work() as session:
        customer_id = loan.subjects[0].customer_id
        session.add(AccountLink(customer_id=customer_id, account_id=later.account_id))
        session.get_one(Account, loan.account_id).closed_on = date(2026, 6, 1)
        session.get_one(Account, later.account_id).opened_on = date(2029, 1, 1)
    text = said(all_summary(loan.subjects[0], "2027")[1], tmp_path)
    assert "No payment was made in 2027." in text


@pytest.mark.parametrize(
    "year", ["", "2024", "2027", "26", "２０２６", " 2026", "2026 ", "-2026", "1e3", None, 2026, {}]
)
def test_other_years_are_refused_with_words(portal_db: Engine, year: object) -> None:
    loan = make_loan(terms=LONG)
    with pytest.raises(NoSuchYear) as refused:
        account_summary(loan.subjects[0], NUMBER, year)
    assert words(refused.value) == "Choose a year from 2026 to 2026."


def test_links_lead_to_the_newest_years(portal_db: Engine) -> None:
    loan = make_loan(terms=LONG)
    today_is(date(2030, 1, 1))
    with reading() as session:
        found = standings(session, loan.subjects[0])
    with use_language("es"):
        links = year_links(found, NUMBER)
    assert [one.label for one in links] == [
        f"Intereses de {year} (PDF)" for year in (2030, 2029, 2028)
    ]
    assert links[0].address == "/es/accounts/L-1/interest-summary.pdf?year=2030"
    assert year_links(found)[2].address == "/accounts/interest-summary.pdf?year=2028"
    assert year_links([]) == ()
