"""Agents with the role find entries, newest first, page by page, and take them away as CSV."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.audit import AuditEntry
from models.base import utc_now
from services.audit import record
from services.audit.filters import AuditFilter, matching_actions
from services.audit.search import PAGE, EntryView, export, record_export, record_search, search
from services.audit.views import audit_page
from services.database import reading, unit_of_work
from services.errors import NotAllowed
from services.roles import AgentRole
from tests.support.agents import agent_subject
from tests.support.borrowers import borrower
from tests.support.paying import make_loan

ALL = AuditFilter()
SERVICER = agent_subject(AgentRole.SERVICER)


def find(wanted: AuditFilter = ALL, before: int = 0) -> list[EntryView]:
    with reading() as session:
        return search(session, SERVICER, wanted, before).entries


def put(action: str = "portal:session:started", **columns: object) -> None:
    with unit_of_work() as session:
        record(session, action, **columns)  # pyright: ignore[reportArgumentType]


def exported(wanted: AuditFilter = ALL) -> list[list[str]]:
    return list(csv.reader(StringIO("".join(export(SERVICER, wanted)).removeprefix("\ufeff"))))


def test_pages_meet_without_gap_or_repetition(portal_db: Engine) -> None:
    with unit_of_work() as session:
        for number in range(PAGE * 2 + 3):
            record(session, "lms:customer:seen", detail=str(number))
    seen: list[int] = []
    before = 0
    sizes = []
    while True:
        with reading() as session:
            page = search(session, SERVICER, AuditFilter(), before)
        seen += [entry.id for entry in page.entries]
        sizes.append(len(page.entries))
        before = page.next_before
        put(detail="written meanwhile")
        if not before:
            break
    assert sizes == [PAGE, PAGE, 3]
    assert seen == list(range(PAGE * 2 + 3, 0, -1))


def test_entries_say_who_and_about_whom(portal_db: Engine) -> None:
    loan = make_loan()
    maria = borrower("maria@example.com")
    put(
        "lms:access:linked",
        login_id=maria,
        actor_login_id=maria,
        account_id=loan.account_id,
        address="203.0.113.9",
        user_agent="Browser/1",
        detail="secondary",
    )
    entry = find()[0]
    assert (entry.actor, entry.login) == ("maria@example.com", "maria@example.com")
    assert (entry.customer, entry.account) == ("Maria Reyes", "L-1")
    assert (entry.address, entry.user_agent, entry.detail) == (
        "203.0.113.9",
        "Browser/1",
        "secondary",
    )


def test_the_page_names_the_browser_in_words_and_an_unknown_one_as_it_called_itself(
    portal_db: Engine,
) -> None:
    chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36"
    for words in (chrome, "curl/8"):
        put("lms:session:started", user_agent=words)
    with reading() as session:
        found = audit_page(session, SERVICER, {}).found
    assert [entry.user_agent for entry in found] == ["curl/8", "Chrome, Linux"]


def test_filters_combine(portal_db: Engine) -> None:
    loan = make_loan()
    maria, luis = borrower("maria@example.com"), borrower("luis@example.com")
    put(login_id=maria, actor_login_id=maria)
    put("lms:session:all_ended", login_id=maria, actor_login_id=luis)
    put("lms:customer:changed", customer_id=1, actor_login_id=luis)
    put("lms:account:seen", account_id=loan.account_id, actor_login_id=luis)

    def ids(**wanted: object) -> list[int]:
        return [entry.id for entry in find(AuditFilter(**wanted))]  # pyright: ignore[reportArgumentType]

    assert ids() == [4, 3, 2, 1]
    assert ids(email="luis@example.com") == [4, 3, 2]
    assert ids(email="maria@example.com") == [2, 1]
    assert ids(email="maria@example.com", action="lms") == [2]
    assert ids(customer_id=1) == [3]
    assert ids(account="L-1") == [4]
    assert ids(account="L-1", action="portal") == []
    assert ids(action="lms:") == [4, 3, 2]
    assert ids(action="lms:session") == [2]
    assert ids(action="lms:session:all_ended") == [2]
    for nothing in ({"email": "x@y.z"}, {"account": "L-9"}, {"action": "lm"}, {"customer_id": 99}):
        assert ids(**nothing) == []


def test_days_are_the_lenders(portal_db: Engine) -> None:
    today = utc_now().date()
    put()
    for since, until, found in (
        (today - timedelta(days=1), today + timedelta(days=1), 1),
        (None, today - timedelta(days=2), 0),
        (today + timedelta(days=2), None, 0),
        (date(1970, 1, 1), date(2100, 1, 1), 1),
    ):
        assert len(find(AuditFilter(since=since, until=until))) == found


def test_only_the_role_reads_and_reading_is_recorded(portal_db: Engine) -> None:
    put()
    viewer = agent_subject(AgentRole.VIEWER)
    with unit_of_work() as session:
        for refused in (search, record_search, record_export):
            with pytest.raises(NotAllowed):
                refused(session, viewer, AuditFilter())
        with pytest.raises(NotAllowed):
            export(viewer, AuditFilter())
        record_search(session, SERVICER, AuditFilter(email="maria@example.com"))
        record_export(session, SERVICER, AuditFilter())
    entries = find()
    assert [(one.action, one.detail) for one in entries[:2]] == [
        ("lms:audit:exported", "all"),
        ("lms:audit:searched", "email maria@example.com"),
    ]


def test_an_export_has_every_entry_and_no_formula(
    portal_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.audit.search._EXPORTED_AT_ONCE", 7)
    monkeypatch.setattr("services.csv_text._EVERY", 5)
    with unit_of_work() as session:
        for number in range(20):
            record(session, "lms:customer:seen", detail=f"=1+{number}", user_agent="@SUM(A1)")
    rows = exported()
    assert rows[0][:3] == ["entry", "at_utc", "action"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(20, 0, -1)]
    assert rows[1][-2] == "'=1+19"
    assert rows[1][-3] == "'@SUM(A1)"
    with reading() as session:
        assert rows[1][-1] == session.exec(select(AuditEntry.hash)).all()[-1]
    assert len(exported(AuditFilter(action="portal"))) == 1


def test_words_match_up_to_a_colon() -> None:
    assert matching_actions("portal:session:started") == ["portal:session:started"]
    assert "portal:session:started" in matching_actions("portal:session")
    assert matching_actions("portal:sess") == []
    assert all(one.startswith("portal:") for one in matching_actions("portal"))
