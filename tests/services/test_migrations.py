"""Migrations: up to what the models say, down again, and by several processes at once."""

import subprocess
import sys

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect

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


def test_the_newest_schema_is_what_the_models_say_and_goes_down_again(empty: str) -> None:
    command.upgrade(CONFIG, "head")
    command.check(CONFIG)
    assert {"transactions", "payments", "sessions"} < tables(empty)
    command.downgrade(CONFIG, "base")
    assert tables(empty) == {"alembic_version"}
    command.upgrade(CONFIG, "head")


def test_processes_that_migrate_at_once_take_turns(empty: str) -> None:
    migrate = [sys.executable, "-m", "portal_app.cli", "migrate"]
    running = [subprocess.Popen(migrate, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    for process in running:
        _, problems = process.communicate(timeout=60)
        assert process.returncode == 0, problems
    assert "transactions" in tables(empty)
