"""Entries are written with what they tell, in one chain, whoever writes at the same time."""

import threading
from contextlib import suppress

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from models.audit import AuditEntry, AuditHead
from models.customers import Customer, Login
from services.audit import UnknownAction, record
from services.audit.chain import hash_of, seal_of
from services.database import reading, unit_of_work
from tests.support.borrowers import borrower

ACTION = "lms:customer:changed"


def entries() -> list[AuditEntry]:
    with reading() as session:
        return [*session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))]


def write(*details: str) -> None:
    for detail in details:
        with unit_of_work() as session:
            record(session, ACTION, detail=detail)


def test_each_entry_carries_the_hash_of_the_one_before(portal_db: Engine) -> None:
    login = borrower("maria@example.com")
    with unit_of_work() as session:
        record(
            session,
            "portal:session:started",
            login_id=login,
            actor_login_id=login,
            customer_id=1,
            address="203.0.113.9",
            user_agent="Browser/1",
            detail="password",
        )
        record(session, ACTION)
    write("third")
    first, second, third = entries()
    assert (first.id, first.previous_hash) == (1, "")
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert all(entry.hash == hash_of(entry) for entry in entries())
    with reading() as session:
        head = session.exec(select(AuditHead)).one()
    assert (head.entry_id, head.hash, head.seal) == (3, third.hash, seal_of(3, third.hash))


def test_what_is_rolled_back_leaves_no_entry(portal_db: Engine) -> None:
    with suppress(ZeroDivisionError), unit_of_work() as session:
        record(session, ACTION)
        raise ZeroDivisionError
    with unit_of_work() as session:
        record(session, ACTION, detail="before")
        with session.begin_nested() as outer:
            record(session, ACTION, detail="lost")
            with session.begin_nested():
                record(session, ACTION, detail="lost too")
            outer.rollback()
        with session.begin_nested():
            record(session, ACTION, detail="kept")
    assert [entry.detail for entry in entries()] == ["before", "kept"]


def test_an_entry_may_name_what_is_new_in_its_unit_of_work(portal_db: Engine) -> None:
    with unit_of_work() as session:
        customer = Customer(first_name="M", last_name="R", email="m@example.com")
        session.add(customer)
        session.flush()
        login = Login(customer_id=customer.id, email=customer.email)
        session.add(login)
        session.flush()
        record(session, "lms:login:created", login_id=login.id, customer_id=customer.id)
        customer.last_name = "Reyes"
    assert entries()[0].login_id == 1


def test_one_session_may_commit_twice_while_others_write(portal_db: Engine) -> None:
    with unit_of_work() as session:
        record(session, ACTION, detail="1")
        session.commit()
        write("2")
        record(session, ACTION, detail="3")
    assert [entry.detail for entry in entries()] == ["1", "2", "3"]
    assert [entry.previous_hash for entry in entries()][1:] == [e.hash for e in entries()][:-1]


def test_writers_at_once_make_one_chain(portal_db: Engine) -> None:
    start = threading.Barrier(8)

    def work(name: int) -> None:
        start.wait()
        for turn in range(10):
            with unit_of_work() as session:
                record(session, ACTION, detail=f"{name}/{turn}")
                record(session, ACTION, detail=f"{name}/{turn}, again")

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = entries()
    assert [entry.id for entry in found] == list(range(1, 161))
    assert [entry.previous_hash for entry in found][1:] == [entry.hash for entry in found][:-1]


def test_it_goes_on_from_entries_of_before_the_chain(portal_db: Engine) -> None:
    with unit_of_work() as session:
        session.add(AuditEntry(action="portal:login:failed"))
    write("chained")
    old, new = entries()
    assert (old.hash, new.id, new.previous_hash) == ("", 2, "")
    assert new.hash == hash_of(new)


@pytest.mark.parametrize("change", ["DELETE FROM audit_entries", "UPDATE audit_entries SET id = 9"])
def test_the_database_refuses_changes(portal_db: Engine, change: str) -> None:
    write("kept")
    with pytest.raises(DBAPIError, match="append-only"), unit_of_work() as session:
        session.execute(text(change))


@pytest.mark.parametrize("action", ["lms:customer:eaten", "", "portal:session", "x:session:ended"])
def test_unknown_words_are_refused(portal_db: Engine, action: str) -> None:
    with unit_of_work() as session, pytest.raises(UnknownAction):
        record(session, action)
    assert entries() == []


def test_a_session_for_queries_records_nothing(portal_db: Engine) -> None:
    with reading() as session, pytest.raises(RuntimeError):
        record(session, ACTION)


def test_hostile_texts_are_cut_and_cleaned(portal_db: Engine) -> None:
    with unit_of_work() as session:
        record(session, ACTION, user_agent="\0\n\ud800" + "x" * 900, address="9" * 99, detail="ñ☃")
    entry = entries()[0]
    assert entry.user_agent == "\ufffd\ufffd\ufffd" + "x" * 197
    assert (len(entry.address), entry.detail) == (45, "ñ☃")
    assert entry.hash == hash_of(entry)
