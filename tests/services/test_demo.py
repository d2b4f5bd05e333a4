"""The demo's people and figures, as CONTRACT promises them; every date an offset."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account, AccountLink, Lifecycle, Role
from models.agents import Agent, AgentRole
from models.credit_lines import CreditLine
from models.customers import Customer, Door, Login, SecondStep
from models.payment_methods import PaymentMethod
from models.statements import Statement
from models.swipes import Swipe
from services import demo, ledger
from services.business_date import calendar_date, is_frozen, today
from services.credit_lines.asked import past_due_left
from services.database import reading
from services.demo.offsets import first_due_before
from services.ledger.line_rows import asked_of
from services.ledger_check import check_ledger
from services.payment_methods.adding import reference_of
from services.servicing.due import past_due
from services.servicing.duedates import month_day
from services.servicing.position import Position, accrue

PASSWORD = "a password of the test"


def wallet(address: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
    """The wallet's answer, as its API documents it."""
    made = {"created_at": "2026-01-05T14:03:11.120000Z"}
    if address == "/v1/cards":
        return {**body, **made, "id": key, "brand": "visa", "last4": key[-4:]}
    if address == "/v1/sandbox/swipes":
        return {**body, **made, "id": key, "authorized_on": body["business_date"]}
    number = body.get("number") or body["account_number"]
    answer = {"brand": None, "exp_month": None, "exp_year": None}
    answer |= {"account_type": None, "bank_name": None, "kind": body["kind"]}
    if body["kind"] == "card":
        answer |= {"brand": "visa", "exp_month": body["exp_month"], "exp_year": body["exp_year"]}
    else:
        answer |= {"account_type": body["account_type"], "bank_name": body["bank_name"]}
    return {**answer, "id": f"pp_{key}", "last4": number[-4:]}


@pytest.fixture
def seeded(portal_db: Engine) -> None:
    demo.seed(wallet, PASSWORD)


def _owed(session: Session, number: str) -> tuple[Account, Position]:
    account = session.exec(select(Account).where(Account.number == number)).one()
    assert account.id is not None
    position, terms = ledger.position_of(session, account.id), ledger.terms_of(session, account.id)
    return account, accrue(position, terms, today(session))


@pytest.mark.usefixtures("seeded")
def test_the_business_date_is_frozen_at_the_calendars() -> None:
    with reading() as session:
        assert is_frozen(session)
        assert today(session) == calendar_date()


@pytest.mark.usefixtures("seeded")
def test_what_marias_loans_owe() -> None:
    with reading() as session:
        _, current = _owed(session, "L-1082")
        assert 0 < current.interest_due < 2_000
        assert current.fees_due == 0
        account, late = _owed(session, "L-4417")
        assert late.interest_due + late.fees_due < 10_000
        assert account.id is not None
        missing = past_due(late, ledger.terms_of(session, account.id), today(session))
        assert missing
        assert missing.days == 6
        lease, nothing = _owed(session, "L-2210")
        assert (lease.lifecycle, nothing.owed) == (Lifecycle.PAID_IN_FULL, 0)
        charged_off, _ = _owed(session, "L-4013")
        assert charged_off.lifecycle is Lifecycle.CHARGED_OFF


@pytest.mark.usefixtures("seeded")
def test_nobody_else_is_past_due() -> None:
    with reading() as session:
        for number in ("L-1082", "L-7001", "L-3001", "L-3601", "L-3003", "L-3005", "L-3006"):
            account, owed = _owed(session, number)
            assert account.id is not None
            terms = ledger.terms_of(session, account.id)
            assert past_due(owed, terms, today(session)) is None


@pytest.mark.usefixtures("seeded")
def test_who_sees_what() -> None:
    with reading() as session:
        links = session.exec(
            select(Customer.first_name, Account.number, AccountLink.role, AccountLink.web_access)
            .join(AccountLink, col(AccountLink.customer_id) == Customer.id)
            .join(Account, col(Account.id) == AccountLink.account_id)
            .where(col(Account.number).not_like("LC-%"))
        ).all()
    of_maria = {number: web for name, number, _, web in links if name == "Maria"}
    assert of_maria == {
        "L-1082": True,
        "L-4417": True,
        "L-2210": True,
        "L-7001": False,
        "C-9035": True,
    }
    assert [link for link in links if link[0] == "Luis"] == [
        ("Luis", "L-4417", Role.SECONDARY, True)
    ]
    assert len([link for link in links if link[0] == "Tina"]) == 13


@pytest.mark.usefixtures("seeded")
def test_logins_and_second_steps() -> None:
    with reading() as session:
        people = session.exec(
            select(Customer).where(col(Customer.second_step) != SecondStep.INHERIT)
        ).all()
        steps = {person.first_name: person.second_step for person in people}
        doors = {(login.door, login.email) for login in session.exec(select(Login)).all()}
        roles = {(agent.name, agent.role) for agent in session.exec(select(Agent)).all()}
        omar = session.exec(select(Customer).where(Customer.email == "omar.haddad@example.com"))
        assert not omar.one().portal_access
        assert len(session.exec(select(CreditLine)).all()) == 15
    assert steps == {
        "Maria": SecondStep.NONE,
        "Luis": SecondStep.NONE,
        "Sam": SecondStep.SMS,
        "Erin": SecondStep.EMAIL,
        "Alex": SecondStep.AUTHENTICATOR,
        "Tina": SecondStep.AUTHENTICATOR,
    }
    names = {email.split(".")[0] for door, email in doors if door is Door.PORTAL}
    assert names == {"maria", "luis", "sam", "erin", "alex", "tina"}
    agents = {email.split("@")[0] for door, email in doors if door is Door.LMS}
    assert agents == {"agent", "agent2", "admin", "viewer"}
    assert sorted(role for _, role in roles) == sorted([*AgentRole, AgentRole.SERVICER])


@pytest.mark.usefixtures("seeded")
def test_payment_methods_hold_no_number() -> None:
    with reading() as session:
        methods = session.exec(select(PaymentMethod).order_by(col(PaymentMethod.id))).all()
    assert [(m.brand, m.last_four, m.is_default) for m in methods] == [
        ("Visa", "4242", True),
        ("First Juniper", "6789", False),
    ]


@pytest.mark.usefixtures("portal_db")
def test_a_seeding_that_ended_before_the_methods_is_completed_under_marias_reference() -> None:
    asked: list[dict[str, Any]] = []

    def ends(address: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
        if address == "/v1/payment-profiles":
            raise ConnectionError
        return wallet(address, key, body)

    def noting(address: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
        asked.append(body)
        return wallet(address, key, body)

    with pytest.raises(ConnectionError):
        demo.seed(ends, PASSWORD)
    assert not demo.is_seeded()
    demo.seed(noting, PASSWORD)
    assert demo.is_seeded()
    with reading() as session:
        methods = session.exec(select(PaymentMethod).order_by(col(PaymentMethod.id))).all()
    assert [method.last_four for method in methods] == ["4242", "6789"]
    numbers = [body["reference"] for body in asked if "kind" in body and "holder" in body]
    assert numbers == [reference_of(methods[0].customer_id)] * 2


@pytest.mark.usefixtures("seeded")
def test_the_ledger_is_sound_and_a_second_seeding_changes_nothing() -> None:
    before = check_ledger()
    assert before.breaches == []
    assert demo.is_seeded()
    demo.seed(wallet, PASSWORD)
    assert check_ledger() == before


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 60))
def test_first_due_dates_lead_back_to_the_last(last_due: date, months: int) -> None:
    first = first_due_before(last_due, months)
    apart = (last_due.year - first.year) * 12 + last_due.month - first.month
    assert months <= apart <= months + 3
    assert month_day(first, apart, first.day) == last_due


@pytest.mark.usefixtures("seeded")
def test_lines_have_lived() -> None:
    """Their next payment is due soon, nothing is past due, and Maria's card has had a year."""
    with reading() as session:
        on = today(session)
        lines = {
            account.number: (account, ledger.line_of(session, account.id or 0))
            for account in session.exec(select(Account).where(col(Account.kind).in_(CREDIT_KINDS)))
        }
        for account, line in lines.values():
            owed = ledger.line_position_of(session, account.id or 0).owed
            assert past_due_left(asked_of(line), owed, on) is None
            if account.number != "C-3002":
                assert line.minimum_due >= 25_00
                assert line.minimum_due_on is not None
                assert 12 <= (line.minimum_due_on - on).days <= 15
        maria = lines["C-9035"][0].id
        months = session.exec(select(Statement).where(col(Statement.account_id) == maria)).all()
        assert len(months) >= 12
        pending = select(Swipe).where(col(Swipe.account_id) == maria)
        assert len(session.exec(pending).all()) >= 70
        assert ledger.line_position_of(session, maria or 0).principal.cash_advances
    assert lines["C-3002"][1].minimum_due == 0
