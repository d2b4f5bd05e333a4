"""Customers are made and changed by servicers; what is a security change is told to the owner."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from models.customers import Customer, Login, SecondStep
from models.single_use_links import LinkPurpose, SingleUseLink
from services.customers.page import customer_page
from services.customers.records import CustomerForm, change, create, set_flag, set_second_step
from services.customers.repository import as_id
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotFound
from services.links import make_link
from services.subject import AgentSubject
from tests.support.borrowers import borrower
from tests.support.customers import agent, customer, traces

GOOD = CustomerForm(" Ana  María ", "O'Neil", " Ana@Example.com ", "(202) 555-0143", "ny")


@pytest.fixture
def servicer(portal_db: Engine) -> AgentSubject:
    return agent()


def test_a_new_customer_has_no_access(servicer: AgentSubject) -> None:
    with unit_of_work() as session:
        made = create(session, servicer, GOOD)
    with reading() as session:
        view = customer_page(session, servicer, str(made))
    assert (view.name, view.email, view.state) == ("Ana María O'Neil", "ana@example.com", "NY")
    assert (view.phone, view.access, view.login) == ("+1 202 555 0143", False, "")
    assert traces().log == [("lms:customer:created", servicer.login_id, "ana@example.com")]


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("first_name", "  ", "missing"),
        ("last_name", "x" * 81, "too_long"),
        ("last_name", "a\u202eb", "not_printable"),
        ("first_name", "a\x00b", "not_printable"),
        ("email", "", "missing"),
        ("email", "no address", "not_an_address"),
        ("email", "a@b.example\r\nBcc: x@y.example", "not_an_address"),
        ("email", "\u212aate@example.com", "not_an_address"),
        ("phone", "12", "not_a_phone"),
        ("phone", "+0 123", "not_a_phone"),
        ("state", "NYC", "not_a_state"),
        ("state", "1A", "not_a_state"),
    ],
)
def test_what_cannot_be_is_refused(
    servicer: AgentSubject, field: str, typed: str, problem: str
) -> None:
    with pytest.raises(InvalidInput) as refused, unit_of_work() as session:
        create(session, servicer, replace(GOOD, **{field: typed}))
    assert (refused.value.field, refused.value.problem) == (field, problem)


def test_an_email_is_one_customers(servicer: AgentSubject) -> None:
    customer("ana@example.com")
    own = customer("b@example.com")
    for attempt in (
        lambda session: create(session, servicer, GOOD),
        lambda session: change(session, servicer, own, GOOD),
    ):
        with pytest.raises(InvalidInput, match="taken"), unit_of_work() as session:
            attempt(session)


def test_a_new_email_moves_the_login_and_tells_the_former_address(servicer: AgentSubject) -> None:
    login_id = borrower("old@example.com")
    with unit_of_work() as session:
        login = session.get_one(Login, login_id)
        make_link(session, LinkPurpose.RESET_PASSWORD, login=login)
    with unit_of_work() as session:
        typed = CustomerForm("Old", "Reyes", "new@example.com", "+442079460018", "")
        assert set(change(session, servicer, 1, typed)) == {"email", "phone"}
    with reading() as session:
        assert session.get_one(Login, login_id).email == "new@example.com"
        assert session.get_one(SingleUseLink, 1).voided_at is not None
    left = traces()
    assert left.mails == [
        ("old@example.com", "email_changed"),
        ("new@example.com", "phone_changed"),
    ]
    assert left.told == {login_id}
    assert left.log == [
        (
            "lms:customer:changed",
            servicer.login_id,
            "email: old@example.com → new@example.com",
        ),
        ("lms:customer:changed", servicer.login_id, "phone: none → +442079460018"),
    ]


def test_saving_what_is_there_leaves_no_trace(servicer: AgentSubject) -> None:
    own = customer("b@example.com", "Bo", "Lee")
    with unit_of_work() as session:
        assert (
            change(session, servicer, own, CustomerForm("Bo", "Lee", "B@example.com", "", "")) == []
        )
    assert traces().log == []


def test_flags_and_the_override(servicer: AgentSubject) -> None:
    borrower("b@example.com")
    with unit_of_work() as session:
        set_flag(session, servicer, 1, "deceased", True)
        set_flag(session, servicer, 1, "deceased", True)
        set_second_step(session, servicer, 1, "sms")
    with reading() as session:
        row = session.get_one(Customer, 1)
        assert (row.deceased, row.second_step) == (True, SecondStep.SMS)
    left = traces()
    assert left.log == [
        ("lms:customer:flagged", servicer.login_id, "deceased: on"),
        ("lms:customer:policy_changed", servicer.login_id, "second step: inherit → sms"),
    ]
    assert left.mails == [("b@example.com", "second_step_changed")]


@pytest.mark.parametrize(
    ("flag", "on"), [("portal_access", True), ("deceased", 1), ("deceased", None), (["x"], True)]
)
def test_no_other_column_is_a_flag(servicer: AgentSubject, flag: object, on: object) -> None:
    own = customer()
    with pytest.raises(NotFound), unit_of_work() as session:
        set_flag(session, servicer, own, flag, on)


@pytest.mark.parametrize("given", ["", "x", "1 ", "-1", "٣", "9" * 10, True, None, 1.0, [1], {}])
def test_what_is_no_id_finds_nobody(given: object) -> None:
    with pytest.raises(NotFound):
        as_id(given)
