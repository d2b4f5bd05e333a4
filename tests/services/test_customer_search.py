"""Customers are found by the beginning of a name or email and by an account's number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.name_keys import search_key
from services.customers.records import CustomerForm, change
from services.customers.search import PAGE, search
from services.database import reading, unit_of_work
from services.roles import AgentRole
from services.subject import AgentSubject
from tests.support.customers import agent, customer, loan


@pytest.fixture
def viewer(portal_db: Engine) -> AgentSubject:
    customer("maria.reyes@example.com", "María Elena", "Reyes")
    customer("reyna.marsh@example.com", "Reyna", "Marsh")
    customer("o'brien@example.com", "Sean", "O'Brien")
    return agent(AgentRole.VIEWER)


def found(viewer: AgentSubject, typed: str) -> list[str]:
    with reading() as session:
        return [row.email.partition("@")[0] for row in search(session, viewer, typed).rows]


@pytest.mark.parametrize(
    ("typed", "emails"),
    [
        ("maria", ["maria.reyes"]),
        ("  MARÍA  elena R", ["maria.reyes"]),
        ("reyes mar", ["maria.reyes"]),
        ("rey", ["maria.reyes", "reyna.marsh"]),
        ("mar", ["reyna.marsh", "maria.reyes"]),
        ("obrien", ["o'brien"]),
        ("O\u2019Brien", ["o'brien"]),
        ("Maria.Reyes@", ["maria.reyes"]),
        ("reyna.m", ["reyna.marsh"]),
        ("elena", []),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("@", []),
    ],
)
def test_by_name_and_email(viewer: AgentSubject, typed: str, emails: list[str]) -> None:
    assert found(viewer, typed) == emails


@pytest.mark.usefixtures("portal_db")
def test_by_the_number_of_an_account(viewer: AgentSubject) -> None:
    loan("L-77", 1, 2)
    assert found(viewer, "l-77 ") == ["reyna.marsh", "maria.reyes"]
    assert found(viewer, "L-7") == []


def test_a_changed_name_is_found_by_the_new_one(viewer: AgentSubject) -> None:
    with unit_of_work() as session:
        typed = CustomerForm("Maria", "Okoye", "maria.reyes@example.com", "", "")
        change(session, agent(), 1, typed)
    assert found(viewer, "okoye") == ["maria.reyes"]
    assert found(viewer, "reyes m") == []


@pytest.mark.parametrize("typed", ["", "a", "an"])
def test_pages_hold_each_customer_once(viewer: AgentSubject, typed: str) -> None:
    names = [("Ann", "Zorn"), ("Zoe", "Anders"), ("Ann", "Anders")]
    for number in range(3 * PAGE):
        first, last = names[number % 3]
        customer(f"p{number}@example.com", first, last)
    seen: list[int] = []
    with reading() as session:
        page = search(session, viewer, typed)
        seen += [row.id for row in page.rows]
        while page.next is not None:
            page = search(session, viewer, typed, page.next)
            seen += [row.id for row in page.rows]
    assert len(seen) == len(set(seen)) == 3 * PAGE + (3 if typed == "" else 0)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert key == " ".join(key.split())


@pytest.mark.parametrize("typed", ["a" * 10_000, "😀", "a\ud800\x00"])
def test_hostile_texts_find_nothing(viewer: AgentSubject, typed: str) -> None:
    assert found(viewer, typed) == []


@pytest.mark.parametrize("typed", ["\x00", "\ud800", "\u202e"])
def test_what_cannot_be_printed_was_not_typed(viewer: AgentSubject, typed: str) -> None:
    assert len(found(viewer, typed)) == 3
