"""Migrations: up to what the models say, down again, and by several processes at once."""

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

from services.database import get_engine, make_engine
from tests.support.portal import ROOT, forget_settings
from tests.support.postgres import database_url, postgres_url

__all__ = ["database_url", "postgres_url"]
CONFIG = Config(ROOT / "alembic.ini")


@pytest.fixture
def empty(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path) -> str:
    """The process's database, without a table; its URL."""
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)
    forget_settings()
    yield database_url
    get_engine().dispose()
    forget_settings()


def tables(url: str) -> set[str]:
    engine: Engine = make_engine(url)
    try:
        return {*inspect(engine).get_table_names()}
    finally:
        engine.dispose()


def run(url: str, statement: str) -> Sequence[Any]:
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.all() if result.returns_rows else ()
    finally:
        engine.dispose()


def test_the_newest_schema_is_what_the_models_say_and_goes_down_again(empty: str) -> None:
    command.upgrade(CONFIG, "head")
    command.check(CONFIG)
    assert {"transactions", "payments", "sessions"} < tables(empty)
    command.downgrade(CONFIG, "base")
    assert tables(empty) == {"alembic_version"}
    command.upgrade(CONFIG, "head")


def test_minimum_rules_from_before_they_had_a_day_hold_from_the_first(empty: str) -> None:
    command.upgrade(CONFIG, "0018")
    run(
        empty,
        "INSERT INTO products (id, code, name, kind, method, rounding, late_fee, grace_days)"
        " VALUES (1, 'card', 'Card', 'card', 'daily', 'nearest', 0, 0)",
    )
    run(empty, "INSERT INTO minimum_rules VALUES (1, 3000, '3')")
    command.upgrade(CONFIG, "head")
    (kept,) = run(empty, "SELECT from_on, floor, percent FROM minimum_rules")
    assert (str(kept[0]), *kept[1:]) == ("1970-01-01", 3000, "3")
    run(empty, "INSERT INTO minimum_rules VALUES (1, '2026-01-01', 4000, '5')")
    command.downgrade(CONFIG, "0018")
    assert [*map(tuple, run(empty, "SELECT * FROM minimum_rules"))] == [(1, 4000, "5")]


def test_processes_that_migrate_at_once_take_turns(empty: str) -> None:
    migrate = [sys.executable, "-m", "portal_app.cli", "migrate"]
    running = [subprocess.Popen(migrate, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    for process in running:
        _, problems = process.communicate(timeout=240)
        assert process.returncode == 0, problems
    assert "transactions" in tables(empty)
