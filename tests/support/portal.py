"""A portal of its own for a test: data folder, migrated database, one borrower."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

import pytest
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from portal_app.settings import get_settings
from services import database
from services.database import get_engine, make_engine
from tests.support.postgres import BOTH, PostgresCluster

ROOT = Path(__file__).parents[2]


def migrate(engine: Engine) -> None:
    config = Config(ROOT / "alembic.ini")
    with engine.begin() as connection:
        if MigrationContext.configure(connection).get_current_heads() == _heads():
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _copy_migrated(engine: Engine) -> None:
    """A fresh SQLite file begins as the copy of one that was migrated: quicker than migrating."""
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path and not Path(path).stat().st_size:
        Path(path).write_bytes(_migrated_file())


@cache
def _migrated_file() -> bytes:
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/portal.sqlite")
        migrate(engine)
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, Connection)
            contents = raw.serialize()
        engine.dispose()
        return contents


@cache
def _heads() -> tuple[str, ...]:
    return tuple(ScriptDirectory.from_config(Config(ROOT / "alembic.ini")).get_heads())


def forget_settings() -> None:
    get_settings.cache_clear()
    get_engine.cache_clear()


@pytest.fixture
def engine_url() -> str:
    """ "" is SQLite in the data folder; a test parametrizes it to use another database."""
    return ""


@pytest.fixture(scope="session")
def migrated_database(postgres_cluster: PostgresCluster) -> Iterator[str]:
    """Name of a migrated PostgreSQL database, to be copied: ten times quicker than migrating."""
    with postgres_cluster.database() as url:
        engine = make_engine(url)
        migrate(engine)
        engine.dispose()
        yield str(engine.url.database)


@pytest.fixture(params=BOTH)
def either_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """What a folder's `engine_url` returns to run its tests on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield ""
        return
    cluster: PostgresCluster = request.getfixturevalue("postgres_cluster")
    with cluster.database(request.getfixturevalue("migrated_database")) as url:
        yield url


@pytest.fixture
def lock_wait_ms() -> int:
    """How long the engine waits for a lock: a machine may stand still while another holds it."""
    return 60_000


@pytest.fixture
def portal_db(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine_url: str, lock_wait_ms: int
) -> Iterator[Engine]:
    """The process's engine on a fresh, migrated database."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", lock_wait_ms)
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_DATABASE_URL", engine_url)
    forget_settings()
    engine = get_engine()
    _copy_migrated(engine)
    migrate(engine)
    yield engine
    engine.dispose()
    forget_settings()
