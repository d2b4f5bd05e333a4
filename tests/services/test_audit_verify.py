"""`verify` names what somebody did to the log with the database alone, triggers dropped."""

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from models.audit import AuditEntry
from portal_app.commands.verify_audit import verify_audit
from services.audit import record
from services.audit.chain import encoded, seal_of
from services.audit.verifying import verify
from services.database import unit_of_work

ACTION = "lms:customer:changed"
Raw = Callable[..., None]


@pytest.fixture
def raw(portal_db: Engine) -> Raw:
    """Runs SQL as somebody who owns the database: the triggers are gone first."""
    with portal_db.begin() as connection:
        if portal_db.dialect.name == "sqlite":
            for action in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_entries_no_{action}"))
        else:
            connection.execute(text("DROP TRIGGER audit_entries_append_only ON audit_entries"))

    def run(*statements: str) -> None:
        with portal_db.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    return run


def write(count: int = 6) -> None:
    for number in range(count):
        with unit_of_work() as session:
            record(session, ACTION, customer_id=number, detail=f"state: {number} → {number + 1}")


def found() -> list[tuple[tuple[int, int], str]]:
    return [(one.entries, one.problem) for one in verify().findings]


COPY = (
    "INSERT INTO audit_entries (id, at, action, customer_id, address, user_agent, detail,"
    " previous_hash, hash) SELECT {id}, at, action, customer_id, address, user_agent, detail,"
    " previous_hash, hash FROM audit_entries WHERE id = {of}"
)


def test_a_whole_log_has_no_findings(raw: Raw) -> None:
    assert found() == []
    write()
    report = verify()
    assert (report.entries, report.findings) == (6, [])
    assert report.head.startswith("6:")


@pytest.mark.parametrize(
    "change",
    [
        "detail = 'state: 2 → 9'",
        "at = (SELECT at FROM audit_entries WHERE id = 1)",
        "action = 'lms:customer:seen'",
        "actor_login_id = 7",
        "customer_id = NULL",
        "address = '203.0.113.1'",
        "user_agent = 'x'",
        "hash = previous_hash",
    ],
)
def test_any_changed_column_names_the_entry(raw: Raw, change: str) -> None:
    write()
    raw(f"UPDATE audit_entries SET {change} WHERE id = 3")
    assert ((3, 3), "changed") in found()


@pytest.mark.parametrize("either_url", ["sqlite"], indirect=True)  # PostgreSQL holds to its types
@pytest.mark.parametrize(
    "change",
    [
        "at = 'soon'",
        "at = 5",
        "at = at || '+05:00'",
        "detail = x'00ff'",
        "hash = 7",
        "customer_id = 'a'",
    ],
)
def test_what_is_of_no_columns_type_is_a_changed_entry_too(raw: Raw, change: str) -> None:
    write()
    raw(
        f"UPDATE audit_entries SET {change} WHERE id = 3",
        "DELETE FROM audit_entries WHERE id = 5",
    )
    assert ((3, 3), "changed") in found()
    assert ((5, 5), "missing") in found()


def test_a_changed_entry_is_the_only_finding(raw: Raw) -> None:
    write()
    raw("UPDATE audit_entries SET detail = '' WHERE id = 3")
    assert found() == [((3, 3), "changed")]


def test_missing_entries_are_named(raw: Raw) -> None:
    write()
    raw("DELETE FROM audit_entries WHERE id IN (1, 3, 4)")
    assert found() == [((1, 1), "missing"), ((3, 4), "missing")]


def test_closing_the_gap_does_not_hide_it(raw: Raw) -> None:
    write()
    raw(
        "DELETE FROM audit_entries WHERE id = 6",
        "UPDATE audit_entries SET id = 6 WHERE id = 5",
        "UPDATE audit_entries SET id = 5 WHERE id = 4",
        "DELETE FROM audit_entries WHERE id = 3",
        "UPDATE audit_entries SET id = 3 WHERE id = 5",
        "UPDATE audit_entries SET id = 4 WHERE id = 6",
        "UPDATE audit_head SET entry_id = 4",
    )
    assert {((3, 3), "changed"), ((4, 4), "changed"), ((4, 4), "head_unsealed")} <= set(found())


def test_swapped_entries_are_named(raw: Raw) -> None:
    write()
    raw(
        "UPDATE audit_entries SET id = 99 WHERE id = 2",
        "UPDATE audit_entries SET id = 2 WHERE id = 4",
        "UPDATE audit_entries SET id = 4 WHERE id = 99",
    )
    assert {((2, 2), "changed"), ((4, 4), "changed")} <= set(found())


def test_inserted_entries_are_named(raw: Raw) -> None:
    write()
    raw(COPY.format(id=7, of=2))
    assert ((7, 7), "changed") in found()
    raw("DELETE FROM audit_entries WHERE id = 7", COPY.format(id=7, of=6))
    raw("UPDATE audit_entries SET hash = '', previous_hash = '' WHERE id = 7")
    assert found() == [((7, 7), "not_chained")]


def test_a_cut_off_end_is_missed_and_stays_missed(raw: Raw) -> None:
    write()
    raw("DELETE FROM audit_entries WHERE id > 4")
    assert found() == [((5, 6), "missing")]
    write(1)
    assert found() == [((5, 6), "missing")]


def test_a_head_put_to_an_older_entry_is_seen_for_ever(raw: Raw) -> None:
    write()
    raw(
        "DELETE FROM audit_entries WHERE id > 4",
        "UPDATE audit_head SET entry_id = 4, hash = (SELECT hash FROM audit_entries WHERE id = 4)",
    )
    assert found() == [((4, 4), "head_unsealed")]
    write(1)
    assert found() == [((5, 5), "head_lost")]
    write(1)
    assert found() == [((5, 5), "head_lost")]


def test_a_head_that_is_taken_is_seen_for_ever(raw: Raw) -> None:
    write()
    raw("DELETE FROM audit_head")
    assert found() == [((6, 6), "head_gone")]
    write(2)
    assert found() == [((7, 7), "head_lost")]


def test_an_older_head_with_its_seal_is_seen(raw: Raw) -> None:
    write()
    with unit_of_work() as session:
        hash_ = session.scalar(text("SELECT hash FROM audit_entries WHERE id = 4"))
    raw(f"UPDATE audit_head SET entry_id = 4, hash = '{hash_}', seal = '{seal_of(4, hash_)}'")
    assert found() == [((5, 6), "head_behind")]


def test_a_log_redone_from_the_start_misses_what_was_noted(raw: Raw) -> None:
    write()
    noted = verify().head
    write(1)
    assert verify(noted).findings == []
    raw("DELETE FROM audit_entries", "UPDATE audit_head SET entry_id = 0, hash = '', seal = ''")
    write()
    assert found() == []
    assert [one.problem for one in verify(noted).findings] == ["noted_gone"]


def test_entries_of_before_the_chain_are_allowed_at_its_start_only(raw: Raw) -> None:
    with unit_of_work() as session:
        session.add(AuditEntry(action="portal:login:failed"))
    write(2)
    assert found() == []
    assert verify().unchained == 1
    raw("UPDATE audit_entries SET hash = '', previous_hash = '' WHERE id = 3")
    assert ((3, 3), "not_chained") in found()


def test_the_command_names_the_entry_and_ends_with_1(raw: Raw) -> None:
    write()
    good = CliRunner().invoke(verify_audit)
    assert (good.exit_code, good.output.partition(" head")[0]) == (0, "6 entries, 0 findings,")
    raw("UPDATE audit_entries SET detail = '' WHERE id = 3")
    bad = CliRunner().invoke(verify_audit)
    assert bad.exit_code == 1
    assert "entry 3: changed after it was written" in bad.output
    told = CliRunner().invoke(verify_audit, ["--json"])
    assert json.loads(told.output)["findings"] == [{"entries": [3, 3], "problem": "changed"}]


def test_another_key_reads_all_entries_as_changed(
    raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(2)
    from portal_app.settings import get_settings

    monkeypatch.setenv("PORTAL_SECRET_KEY", "another secret of the same length")
    get_settings.cache_clear()
    told = CliRunner().invoke(verify_audit)
    assert told.exit_code == 1
    assert "PORTAL_SECRET_KEY" in told.stderr


words = st.text(st.characters(exclude_categories=["C"]), max_size=12)
numbers = st.none() | st.integers(1, 2**31 - 1)
entries = st.builds(
    AuditEntry,
    id=st.integers(1, 2**31 - 1),
    at=st.datetimes(
        datetime(2000, 1, 1),  # noqa: DTZ001 -- the strategy wants naive bounds
        datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.timezones(),
    ),
    action=words,
    login_id=numbers,
    actor_login_id=numbers,
    customer_id=numbers,
    account_id=numbers,
    address=words,
    user_agent=words,
    detail=words | st.sampled_from(['","', "null", '"', "\\", "[", "1"]),
    previous_hash=words,
)


@given(entries, entries)
def test_no_two_entries_have_one_encoding(one: AuditEntry, other: AuditEntry) -> None:
    alike = one.model_dump(exclude={"hash"}) == other.model_dump(exclude={"hash"})
    assert (encoded(one) == encoded(other)) is alike


@given(entries, st.integers(0, 3), st.integers(1, 3))
def test_text_moved_between_columns_changes_the_encoding(
    entry: AuditEntry, cut: int, step: int
) -> None:
    names = ("address", "user_agent", "detail", "previous_hash")
    first, second = names[cut], names[(cut + step) % 4]
    moved = entry.model_copy(
        update={first: "", second: getattr(entry, first) + getattr(entry, second)}
    )
    assert (encoded(moved) == encoded(entry)) is (getattr(entry, first) == "")
