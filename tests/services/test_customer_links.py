"""Links & Access: what is linked, with what access; figures; payments that the lender posts."""

import pytest
from sqlalchemy import Engine

from models.accounts import Role
from models.payments import Payment, PaymentState, PaymentType
from services.accounts.overview import overview
from services.customers.linked import PAGE, linked
from services.customers.links import link, set_role, switch, unlink
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotFound
from services.ledger import position_of
from services.ledger_check import check_ledger
from services.payments.by_lender import open_posting, post
from services.servicing.errors import MoreThanPayoff, NotPositive
from services.subject import AgentSubject, Subject
from tests.support.borrowers import borrower
from tests.support.customers import account_link, agent, customer, loan, traces


@pytest.fixture
def servicer(portal_db: Engine) -> AgentSubject:
    return agent()


def seen_by(login_id: int, customer_id: int) -> list[str]:
    with reading() as session:
        subject = Subject(login_id, customer_id, 1, "B R")
        return [card.number for card in overview(session, subject).cards]


def test_web_access_switched_off_hides_the_account_and_tells_open_tabs(
    servicer: AgentSubject,
) -> None:
    login_id = borrower("b@example.com")
    loan("L-1", 1)
    assert seen_by(login_id, 1) == ["L-1"]
    with unit_of_work() as session:
        switch(session, servicer, 1, "L-1", "web", False)
    assert seen_by(login_id, 1) == []
    left = traces()
    assert left.log == [("lms:access:web_withdrawn", servicer.login_id, "")]
    assert left.told == {login_id}


@pytest.mark.parametrize(
    ("number", "access", "on"),
    [("L-1", "role", True), ("L-1", "web", 1), ("L-2", "web", True), (None, "web", True)],
)
def test_only_the_three_switches_of_own_accounts(
    servicer: AgentSubject, number: object, access: object, on: object
) -> None:
    own = customer()
    loan("L-1", own)
    loan("L-2")
    with pytest.raises(NotFound), unit_of_work() as session:
        switch(session, servicer, own, number, access, on)


def test_linking_changing_the_role_and_unlinking(servicer: AgentSubject) -> None:
    login_id = borrower("b@example.com")
    loan("L-1")
    with unit_of_work() as session:
        link(session, servicer, 1, " l-1 ", "secondary")
    assert seen_by(login_id, 1) == ["L-1"]
    with unit_of_work() as session:
        set_role(session, servicer, 1, "L-1", "primary")
        found = account_link(session, 1, "L-1")
        assert found is not None
        assert found.role is Role.PRIMARY
    with pytest.raises(InvalidInput, match="linked_already"), unit_of_work() as session:
        link(session, servicer, 1, "L-1", "primary")
    with unit_of_work() as session:
        unlink(session, servicer, 1, "L-1")
    assert seen_by(login_id, 1) == []
    assert [action for action, _, _ in traces().log] == [
        "lms:access:linked",
        "lms:access:role_changed",
        "lms:access:unlinked",
    ]
    assert traces().told == {login_id}


@pytest.mark.parametrize("number", ["", "L-9", "x" * 100, None, 5])
def test_no_such_account_to_link(servicer: AgentSubject, number: object) -> None:
    own = customer()
    with pytest.raises(InvalidInput, match="unknown"), unit_of_work() as session:
        link(session, servicer, own, number, "primary")


def test_figures_and_pages(servicer: AgentSubject) -> None:
    own = customer()
    for number in range(PAGE + 2):
        loan(f"L-{number:02}", own)
    with reading() as session:
        first = linked(session, servicer, own)
        rest = linked(session, servicer, own, first.rows[-1].number)
    assert (len(first.rows), first.more) == (PAGE, True)
    assert ([row.number for row in rest.rows], rest.more) == (
        [f"L-{PAGE:02}", f"L-{PAGE + 1:02}"],
        False,
    )
    row = first.rows[0]
    assert (row.title, row.principal, row.late_days) == ("Personal loan", "$9,000.00", "9")
    assert (row.status, row.web, row.email, row.sms) == ("Past due", True, True, False)
    assert row.late == row.due


def test_a_posted_payment_is_the_lenders_and_made_once(servicer: AgentSubject) -> None:
    login_id = borrower("b@example.com")
    account_id = loan("L-1", 1)
    with unit_of_work() as session:
        key, owed, _on = open_posting(session, servicer, "L-1")
    made = []
    for _ in range(2):
        with unit_of_work() as session:
            made.append(post(session, servicer, key, 100_00))
    assert made[0] == made[1]
    with reading() as session:
        payment = session.get_one(Payment, 1)
        assert (payment.type, payment.login_id) == (PaymentType.LENDER, None)
        assert (payment.state, payment.confirmation) == (PaymentState.SETTLED, made[0])
        assert position_of(session, account_id).owed == owed - 100_00
    assert check_ledger().breaches == []
    left = traces()
    assert left.log == [("lms:payment:posted", servicer.login_id, f"{made[0]}: 10000 cents")]
    assert left.told == {login_id}


def test_no_more_than_the_payoff_and_no_less_than_a_cent(servicer: AgentSubject) -> None:
    loan("L-1")
    with unit_of_work() as session:
        key, owed, _on = open_posting(session, servicer, "L-1")
    for amount, error in ((owed + 1, MoreThanPayoff), (0, NotPositive), (-5, NotPositive)):
        with pytest.raises(error), unit_of_work() as session:
            post(session, servicer, key, amount)
    with unit_of_work() as session:
        post(session, servicer, key, owed)
    assert check_ledger().breaches == []


def test_anothers_key_posts_nothing(servicer: AgentSubject) -> None:
    loan("L-1")
    with unit_of_work() as session:
        key, _owed, _on = open_posting(session, servicer, "L-1")
    with pytest.raises(NotFound), unit_of_work() as session:
        post(session, agent(), key, 100)
