import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, StatementError

from wallet.database import MIGRATIONS, Database, make_engine, upgrade, write_ahead
from wallet.processors.sandbox_tables import SandboxCharge
from wallet.tables import (
    Charge,
    ChargeState,
    Event,
    Kind,
    PaymentProfile,
    ProfileStatus,
    Refund,
)


@pytest.fixture
def database(database_url: str) -> Database:
    database = Database(database_url)
    database.upgrade()
    return database


def test_migrations_make_the_tables_that_the_code_describes(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SandboxCharge.metadata) == []


def test_migrating_again_changes_nothing_and_down_leaves_nothing(database: Database) -> None:
    upgrade(database.engine)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}


def test_a_failed_write_leaves_nothing(database: Database) -> None:
    def fail_half_way() -> None:
        with database.write() as session:
            session.add(PaymentProfile(id="pp_1", kind=Kind.CARD, last4="4242"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with database.read() as session:
        assert session.get(PaymentProfile, "pp_1") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount_refunded": 101},
        {"amount_refunded": -1},
        {"payment_profile_id": "pp_unknown"},
        {"idempotency_key": "taken"},
    ],
)
def test_the_database_itself_refuses_impossible_charges(
    database: Database, wrong: dict[str, object]
) -> None:
    day = date(2026, 1, 5)
    usual = {
        "payment_profile_id": "pp_1",
        "kind": Kind.CARD,
        "amount": 100,
        "currency": "USD",
        "state": ChargeState.APPROVED,
        "submitted_on": day,
    }
    with database.write() as session:
        session.add(PaymentProfile(id="pp_1", kind=Kind.CARD, last4="4242"))
        session.flush()
        session.add(Charge(**{**usual, "id": "ch_1", "idempotency_key": "taken"}))
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(Charge(**{**usual, "id": "ch_2", "idempotency_key": "free", **wrong}))


def test_an_unknown_state_is_refused(database: Database) -> None:
    statement = text(
        "INSERT INTO payment_profiles (id, kind, last4, created_at)"
        " VALUES ('pp_1', 'cheque', '1', '2026-01-05')"
    )
    with pytest.raises(IntegrityError), database.write() as session:
        session.connection().execute(statement)


def test_times_come_back_aware_and_in_utc(database: Database) -> None:
    now = datetime.now(UTC)
    with database.write() as session:
        session.add(Event(id="evt_1", type="x", data="{}", next_attempt_at=now))
    with database.read() as session:
        assert session.get_one(Event, 1).next_attempt_at == now
    with pytest.raises(StatementError), database.write() as session:
        session.add(
            Event(id="evt_2", type="x", data="{}", next_attempt_at=now.replace(tzinfo=None))
        )


def test_sqlite_is_durable_and_its_file_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "new" / "wallet.sqlite"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    with database.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": 10_000,
    }
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


def test_those_who_open_a_fresh_file_at_once_all_get_in(tmp_path: Path) -> None:
    """Without a second try about one in thirty files shuts one of four out."""
    together = Barrier(4)

    def opened(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout = 10000")
            together.wait()
            write_ahead(connection)
            connection.executescript("BEGIN IMMEDIATE; PRAGMA user_version = 1; COMMIT")

    with ThreadPoolExecutor(4) as pool:
        for number in range(200):
            list(pool.map(opened, [tmp_path / f"{number}.sqlite"] * 4))


def test_only_what_may_be_done_again_is_committed_without_waiting_for_the_disk(
    tmp_path: Path,
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'wallet.sqlite'}")
    database.upgrade()
    seen = []
    for durable in (True, False, True):
        with database.write(durable=durable) as session:
            seen.append(session.execute(text("PRAGMA synchronous")).scalar_one())
    assert seen == [2, 1, 2]


def grown(database_url: str, revision: str, *statements: str) -> Database:
    """A database of that time, with what the statements wrote then, brought up to the present."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = make_engine(database_url)
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in statements:
            connection.execute(text(statement))
    database = Database(database_url)
    database.upgrade()
    return database


def test_profiles_of_before_there_were_frames_are_verified(database_url: str) -> None:
    database = grown(
        database_url,
        "0002",
        "INSERT INTO payment_profiles (id, kind, last4, created_at)"
        " VALUES ('pp_1', 'bank', '6789', '2026-01-05')",
        "INSERT INTO charges (id, idempotency_key, payment_profile_id, kind, amount, currency,"
        " amount_refunded, state, submitted_on, created_at, updated_at) VALUES ('ch_1', 'k',"
        " 'pp_1', 'bank', 100, 'USD', 0, 'pending', '2026-01-05', '2026-01-05', '2026-01-05')",
    )
    with database.read() as session:
        profile = session.get_one(PaymentProfile, "pp_1")
        assert (profile.status, profile.verification) == (ProfileStatus.VERIFIED, None)
        assert session.get_one(Charge, "ch_1").payment_profile_id == "pp_1"
    with pytest.raises(IntegrityError), database.write() as session:
        session.connection().execute(text("UPDATE payment_profiles SET status = 'maybe'"))


def test_charges_of_before_keep_their_refunds_and_can_be_charged_back(database_url: str) -> None:
    database = grown(
        database_url,
        "0005",
        "INSERT INTO payment_profiles (id, kind, last4, created_at)"
        " VALUES ('pp_1', 'card', '4242', '2026-01-05')",
        "INSERT INTO charges (id, idempotency_key, payment_profile_id, kind, amount, currency,"
        " amount_refunded, state, submitted_on, created_at, updated_at) VALUES ('ch_1', 'k',"
        " 'pp_1', 'card', 100, 'USD', 40, 'settled', '2026-01-05', '2026-01-05', '2026-01-05')",
        "INSERT INTO refunds (id, idempotency_key, charge_id, amount, currency, state,"
        " created_at) VALUES ('re_1', 'r', 'ch_1', 40, 'USD', 'succeeded', '2026-01-05')",
    )
    with database.write() as session:
        session.get_one(Charge, "ch_1").state = ChargeState.CHARGED_BACK
    with database.read() as session:
        assert session.get_one(Refund, "re_1").charge_id == "ch_1"
        assert session.get_one(Charge, "ch_1").amount_refunded == 40
    for wrong in (
        "UPDATE charges SET state = 'maybe'",
        "UPDATE charges SET amount_refunded = 101",
        "DELETE FROM charges",
    ):
        with pytest.raises(IntegrityError), database.write() as session:
            session.connection().execute(text(wrong))
