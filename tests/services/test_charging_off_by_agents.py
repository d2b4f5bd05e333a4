"""An agent charges an account off: role, reason, log, and what its borrowers read."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.accounts import Account, Lifecycle
from models.customers import Customer
from models.payments import Payment, PaymentState
from services import ledger
from services.accounts.page import account_page
from services.accounts.views import AccountPage, Figure
from services.business_date import freeze_at
from services.customers.words import agent_words
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotAllowed, NotFound
from services.language import use_language
from services.ledger import lines
from services.ledger.errors import NotChargeable
from services.ledger_check import check_ledger
from services.lms_accounts.charging_off import charge_off, what_is_charged_off
from services.lms_accounts.page import account_view
from services.payments.errors import StillProcessing
from services.roles import AgentRole
from services.subject import AgentSubject, Subject
from services.work.cycles import close_all
from tests.support.borrowers import new_borrower
from tests.support.credit_lines import new_line
from tests.support.customers import agent, customer, loan, traces

OFF = date(2026, 2, 10)


@pytest.fixture
def servicer(portal_db: Engine) -> AgentSubject:
    return agent()


@pytest.fixture
def mia(portal_db: Engine) -> Subject:
    """Line C-1: 300.00 in purchases, 100.00 in cash with its fee of 10.00, interest of 0.84."""
    with unit_of_work() as session:
        freeze_at(session, OFF)
        made = new_line(session)
        subject = new_borrower(session, made)
        lines.post_purchase(session, made, 300_00, date(2026, 1, 10))
        lines.post_cash_advance(session, made, 100_00, date(2026, 1, 20))
    close_all(date(2026, 2, 1))
    return subject


def charged_off(agent: AgentSubject, number: object, reason: object = "Bankrupt.") -> str:
    with unit_of_work() as session:
        return charge_off(session, agent, number, reason)


def page_of(who: Subject) -> AccountPage:
    with reading() as session:
        return account_page(session, who, "C-1")


def test_the_dialog_says_what_will_happen_and_the_log_that_it_did(
    servicer: AgentSubject, mia: Subject
) -> None:
    with reading() as session:
        asked = what_is_charged_off(session, servicer, "C-1")
        assert account_view(session, servicer, "C-1").chargeable
    assert (asked.principal, asked.interest, asked.fees) == ("$400.00", "$0.84", "$10.00")
    assert asked.day == "Feb 10, 2026"
    assert charged_off(servicer, "C-1", "  Bankrupt,\n chapter 7 ") == "$400.00"
    left = traces()
    assert left.log == [
        ("lms:account:charged_off", servicer.login_id, "40000 cents: Bankrupt, chapter 7")
    ]
    assert mia.login_id in left.told
    with reading() as session:
        assert not account_view(session, servicer, "C-1").chargeable
    assert check_ledger().breaches == []


def test_of_a_loan_also_the_interest_until_today_is_let_go(servicer: AgentSubject) -> None:
    account_id = loan("L-1", customer())
    with unit_of_work() as session:
        freeze_at(session, date(2026, 3, 10))
        owner = new_borrower(session, account_id)
    with reading() as session:
        asked = what_is_charged_off(session, servicer, "L-1")
        owed = ledger.position_of(session, account_id)
    assert (asked.principal, asked.fees) == ("$9,000.00", "$0.00")
    assert asked.interest != "$0.00"
    assert owed.interest_due == 0
    assert charged_off(servicer, "L-1") == "$9,000.00"
    assert traces().told == {owner.login_id}
    with reading() as session:
        account, after = (
            session.get_one(Account, account_id),
            ledger.position_of(session, account_id),
        )
    assert (account.lifecycle, after.owed, after.written_off) == (
        Lifecycle.CHARGED_OFF,
        0,
        9_000_00,
    )


def test_its_borrower_reads_that_it_ended_and_is_asked_for_nothing(
    servicer: AgentSubject, mia: Subject
) -> None:
    before = page_of(mia)
    assert (before.ended, before.payable) == ("", True)
    charged_off(servicer, "C-1", "Secret reason")
    page = page_of(mia)
    assert page.ended == "This account was charged off on Feb 10, 2026."
    assert "nothing falls due" in page.ended_words
    assert (page.status, page.balance, page.payable) == ("Charged off", "$0.00", False)
    assert (page.upcoming, page.past_due) == ("", "")
    assert page.figures[:2] == (
        Figure("Minimum due", "$0.00", "minimum"),
        Figure("Due date", "–"),
    )
    assert "Secret" not in repr(page)
    with use_language("es"):
        assert page_of(mia).ended == "Esta cuenta se dio de baja el 10 feb 2026."


def test_one_that_was_boarded_so_has_no_day(portal_db: Engine, mia: Subject) -> None:
    with unit_of_work() as session:
        account = session.get_one(Account, 1)
        account.lifecycle, account.closed_on = Lifecycle.CHARGED_OFF, None
    assert page_of(mia).ended == "This account was charged off."


@pytest.mark.parametrize(
    ("reason", "problem"),
    [("", "missing"), (" \n", "missing"), (None, "missing"), ("x" * 301, "too_long")],
)
def test_a_reason_is_needed(
    servicer: AgentSubject, mia: Subject, reason: object, problem: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        charged_off(servicer, "C-1", reason)
    assert (refused.value.field, refused.value.problem) == ("reason", problem)
    assert page_of(mia).ended == ""


def test_a_viewer_does_not_even_open_the_dialog(mia: Subject) -> None:
    viewer = agent(AgentRole.VIEWER)
    with pytest.raises(NotAllowed), reading() as session:
        what_is_charged_off(session, viewer, "C-1")
    with pytest.raises(NotAllowed):
        charged_off(viewer, "C-1")
    assert page_of(mia).ended == ""


@pytest.mark.parametrize("number", ["C-2", "", None, 1, ["C-1"], "C-1'"])
def test_no_such_account(servicer: AgentSubject, mia: Subject, number: object) -> None:
    with pytest.raises(NotFound):
        charged_off(servicer, number)


def test_it_is_done_once(servicer: AgentSubject, mia: Subject) -> None:
    charged_off(servicer, "C-1")
    with pytest.raises(NotChargeable) as refused:
        charged_off(servicer, "C-1")
    assert "not open any more" in agent_words(refused.value)
    with pytest.raises(NotChargeable), reading() as session:
        what_is_charged_off(session, servicer, "C-1")
    assert len(traces().log) == 1


def test_it_waits_for_a_payment_whose_outcome_is_not_known(
    servicer: AgentSubject, mia: Subject
) -> None:
    with unit_of_work() as session:
        session.add(
            Payment(
                key="k",
                confirmation="P-1",
                account_id=1,
                amount=50_00,
                state=PaymentState.PROCESSING,
                effective_on=OFF,
            )
        )
    with pytest.raises(StillProcessing) as refused:
        charged_off(servicer, "C-1")
    assert "$50.00" in agent_words(refused.value)
    assert page_of(mia).ended == ""


def test_where_no_collection_is_allowed_the_badge_raises_no_alarm(
    servicer: AgentSubject, mia: Subject
) -> None:
    charged_off(servicer, "C-1")
    assert page_of(mia).tone == "bad"
    with unit_of_work() as session:
        session.get_one(Customer, mia.customer_id).bankruptcy = True
    assert page_of(mia).tone == "mute"
