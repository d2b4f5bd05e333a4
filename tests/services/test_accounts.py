"""What the accounts pages say of every status, and to whom."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.accounts import (
    Account,
    AccountKind,
    AccountLink,
    Lifecycle,
    Product,
    Role,
)
from models.customers import Customer
from models.swipes import Swipe, SwipeState
from services import business_date, ledger
from services.accounts.overview import greeting, overview
from services.accounts.page import account_page
from services.accounts.repository import account_for
from services.accounts.standing import standing, standings
from services.accounts.views import AccountCard, AccountPage, Figure, Overview
from services.credit_lines.balances import ByType, LinePosition
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.ledger import post_payment
from services.names import initials
from services.servicing.terms import Terms
from services.subject import Subject
from tests.support.paying import DAY, NUMBER, TERMS, Loan, make_loan, stranger

LATE = date(2026, 2, 11)


@pytest.fixture
def loan(portal_db: Engine) -> Loan:
    return make_loan(borrowers=2)


def become(day: date) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, day)


def page_of(who: Subject, number: object = NUMBER) -> AccountPage:
    with reading() as session:
        return account_page(session, who, number)


def overview_of(who: Subject) -> Overview:
    with reading() as session:
        return overview(session, who)


def card_of(who: Subject) -> AccountCard:
    (card,) = overview_of(who).cards
    return card


def end(loan: Loan, lifecycle: Lifecycle) -> None:
    with unit_of_work() as session:
        account = session.get_one(Account, loan.account_id)
        account.lifecycle, account.closed_on = lifecycle, date(2026, 1, 4)


def link(loan: Loan, subject: int, **values: object) -> None:
    with unit_of_work() as session:
        row = session.exec(
            select(AccountLink).where(
                col(AccountLink.customer_id) == loan.subjects[subject].customer_id
            )
        ).one()
        for name, value in values.items():
            setattr(row, name, value)


def open_card(who: Subject, minimum_due_on: date | None, minimum: int = 35_00) -> None:
    """A card account `C-1` that owes 400.00 of a limit of 1,000.00."""
    with unit_of_work() as session:
        product = Product(code="card", name="Card", kind=AccountKind.CARD)
        session.add(product)
        session.flush()
        account = ledger.open_line(
            session,
            number="C-1",
            product=product,
            name="",
            credit_limit=1_000_00,
            due_day=20,
            rates={},
            opened_on=date(2026, 1, 1),
            boarded=ledger.Boarded(
                LinePosition(principal=ByType(400_00), advanced=400_00),
                statement_balance=400_00,
                minimum_due=minimum,
                minimum_due_on=minimum_due_on,
            ),
        )
        session.add(AccountLink(customer_id=who.customer_id, account_id=account.id or 0))


def test_a_current_loan(loan: Loan) -> None:
    page = page_of(loan.subjects[0])
    assert (page.title, page.masked, page.status, page.tone) == (
        "Personal loan",
        "····L-1",
        "Current",
        "ok",
    )
    assert (page.balance, page.payable, page.past_due) == ("$1,200.00", True, "")
    assert page.figures == (
        Figure("Next due date", "Feb 1, 2026"),
        Figure("Next payment", "$106.62", "next_due"),
        Figure("Remaining payments", "12 of 12"),
    )
    assert page.upcoming == "$106.62 on Feb 1"
    card = card_of(loan.subjects[0])
    assert (card.due_label, card.due, card.left) == ("Next due", "$106.62 · Feb 1", "12 of 12")
    assert (card.percent, card.over, card.payable) == (0, False, True)


def test_a_loan_past_due_says_since_when_and_what_comes_next(loan: Loan) -> None:
    become(LATE)
    page = page_of(loan.subjects[0])
    assert (page.status, page.tone) == ("Past due", "bad")
    assert page.past_due == "Personal loan ····L-1 is 10 days past due."
    assert page.past_due_words == "Pay $106.62 today to avoid a $15.00 late fee on Feb 12."
    assert page.upcoming == "$106.62 on Mar 1"
    seen = overview_of(loan.subjects[0])
    assert [(one.number, one.payable) for one in seen.notices] == [(NUMBER, True)]
    assert seen.due == "Nothing else is due in the next 14 days."
    assert seen.cards[0].due == "$106.62 · Feb 1"
    become(date(2026, 2, 12))
    assert page_of(loan.subjects[0]).past_due_words == "Pay $106.62 to bring it up to date."


@pytest.mark.parametrize("flag", ["bankruptcy", "deceased", "cease_contact"])
def test_a_flagged_customer_reads_facts_without_pressure(loan: Loan, flag: str) -> None:
    """No wording of collection, no late fee held out; others on the account read as before."""
    become(LATE)
    with unit_of_work() as session:
        setattr(session.get_one(Customer, loan.subjects[0].customer_id), flag, True)
    page, seen = page_of(loan.subjects[0]), overview_of(loan.subjects[0])
    assert page.past_due == "Personal loan ····L-1: $106.62 was due on Feb 1, 2026."
    assert "not an attempt to collect a debt" in page.past_due_words
    assert (page.tone, page.quiet, seen.cards[0].tone) == ("mute", True, "mute")
    assert [(one.words, one.quiet) for one in seen.notices] == [(page.past_due_words, True)]
    assert "fee" not in f"{page.past_due}{page.past_due_words}"
    assert page_of(loan.subjects[1]).past_due == "Personal loan ····L-1 is 10 days past due."


def test_paying_what_is_past_due_makes_it_current(loan: Loan) -> None:
    become(LATE)
    with unit_of_work() as session:
        post_payment(session, loan.account_id, 106_62, LATE)
    page = page_of(loan.subjects[0])
    assert (page.status, page.past_due) == ("Current", "")
    assert page.figures[2] == Figure("Remaining payments", "11 of 12")
    assert overview_of(loan.subjects[0]).notices == ()


@pytest.mark.parametrize(
    ("lifecycle", "word", "tone"),
    [
        (Lifecycle.PAID_IN_FULL, "Paid in full", "mute"),
        (Lifecycle.CHARGED_OFF, "Charged off", "bad"),
        (Lifecycle.CLOSED, "Closed", "mute"),
    ],
)
def test_an_account_that_is_over_asks_for_nothing(
    loan: Loan, lifecycle: Lifecycle, word: str, tone: str
) -> None:
    end(loan, lifecycle)
    become(LATE)
    page = page_of(loan.subjects[0])
    assert (page.status, page.tone, page.payable) == (word, tone, False)
    assert (page.past_due, page.upcoming) == ("", "")
    assert page.figures == (
        Figure("Closed", "Jan 4, 2026"),
        Figure("Remaining payments", "0 of 12"),
    )
    card = card_of(loan.subjects[0])
    assert (card.over, card.payable) == (True, False)
    assert (card.due_label, card.due, card.left) == ("Closed", "Jan 4, 2026", "0 of 12")
    seen = overview_of(loan.subjects[0])
    assert (seen.notices, seen.due) == ((), "Nothing is due in the next 14 days.")


def test_a_card_account_shows_its_minimum_and_what_is_available(loan: Loan) -> None:
    who = stranger()
    open_card(who, minimum_due_on=date(2026, 1, 20))
    page = page_of(who, "C-1")
    assert (page.title, page.status, page.balance) == ("Card account", "Current", "$400.00")
    assert page.figures == (
        Figure("Minimum due", "$35.00", "minimum"),
        Figure("Due date", "Jan 20, 2026"),
        Figure("Available credit", "$600.00", "available"),
        Figure("Credit limit", "$1,000.00"),
    )
    assert (page.payable, page.upcoming) == (True, "$35.00 on Jan 20")
    card = card_of(who)
    assert (card.due, card.left, card.percent) == ("$35.00 · Jan 20", "$600.00", 40)
    become(date(2026, 1, 21))
    assert page_of(who, "C-1").status == "Past due"
    assert page_of(who, "C-1").past_due == "Card account ····C-1 is 1 day past due."


def test_what_is_authorized_holds_available_credit(loan: Loan) -> None:
    who = stranger()
    open_card(who, minimum_due_on=date(2026, 1, 20))
    with unit_of_work() as session:
        account_id = account_for(session, who, "C-1").id or 0
        for number, state in enumerate(SwipeState):
            session.add(
                Swipe(
                    wallet_id=f"s{number}",
                    account_id=account_id,
                    merchant="M",
                    amount=10_00,
                    state=state,
                    swiped_on=DAY,
                )
            )
    assert page_of(who, "C-1").figures[2] == Figure("Available credit", "$590.00", "available")
    assert card_of(who).left == "$590.00"


def test_a_card_account_that_asks_for_nothing(loan: Loan) -> None:
    who = stranger()
    open_card(who, minimum_due_on=None, minimum=0)
    assert page_of(who, "C-1").figures[:2] == (
        Figure("Minimum due", "$0.00", "minimum"),
        Figure("Due date", "–"),
    )
    assert card_of(who).due == "$0.00"
    assert overview_of(who).due == "Nothing is due in the next 14 days."


def test_open_accounts_stand_first_and_loans_before_cards(loan: Loan) -> None:
    who = loan.subjects[0]
    open_card(who, date(2026, 1, 20))
    with reading() as session:
        assert [one.account.number for one in standings(session, who)] == [NUMBER, "C-1"]
    end(loan, Lifecycle.PAID_IN_FULL)
    with reading() as session:
        assert [one.account.number for one in standings(session, who)] == ["C-1", NUMBER]


def test_without_web_access_the_account_does_not_exist(loan: Loan) -> None:
    who, other = loan.subjects
    link(loan, 0, web_access=False)
    assert (overview_of(who).cards, overview_of(who).notices) == ((), ())
    with pytest.raises(NotFound):
        page_of(who)
    assert page_of(other).number == NUMBER
    link(loan, 0, web_access=True)
    assert page_of(who).number == NUMBER


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_the_same_account(loan: Loan, role: Role) -> None:
    link(loan, 1, role=role)
    assert page_of(loan.subjects[1]) == page_of(loan.subjects[0])


def test_strangers_and_hostile_numbers_find_nothing(loan: Loan) -> None:
    assert overview_of(stranger()).cards == ()
    for who, number in (
        (stranger(), NUMBER),
        *((loan.subjects[0], bad) for bad in ("", "L-2", "l-1", "%", "x" * 41, None, 1, {"a": 1})),
    ):
        with pytest.raises(NotFound):
            page_of(who, number)


def test_a_newer_schedule_supersedes(loan: Loan) -> None:
    with unit_of_work() as session:
        longer = Terms(TERMS.principal, TERMS.rate, 24, TERMS.first_due)
        ledger.loans.add_schedule(session, loan.account_id, longer, revision=2, paid_before=3)
    with reading() as session:
        one = standing(session, loan.subjects[0], NUMBER)
    assert (one.payments, one.remaining) == (27, 24)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maria Reyes", "MR"), ("Cher", "C"), ("ana maria de la cruz", "AC"), ("", ""), ("  ", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Good morning, Maria"), (12, "Good afternoon, Maria"), (18, "Good evening, Maria")],
)
def test_the_greeting_goes_by_the_hour(hour: int, words: str) -> None:
    assert greeting("Maria Reyes", hour) == words
