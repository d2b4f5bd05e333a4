"""A portal of its own for a test: data folder, migrated database, one borrower."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from portal_app.settings import get_settings
from services.database import get_engine

ROOT = Path(__file__).parents[2]


def migrate(engine: Engine) -> None:
    config = Config(ROOT / "alembic.ini")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def forget_settings() -> None:
    get_settings.cache_clear()
    get_engine.cache_clear()


@pytest.fixture
def engine_url() -> str:
    """ "" is SQLite in the data folder; a test parametrizes it to use another database."""
    return ""


@pytest.fixture
def portal_db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine_url: str) -> Iterator[Engine]:
    """The process's engine on a fresh, migrated database."""
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_DATABASE_URL", engine_url)
    forget_settings()
    engine = get_engine()
    migrate(engine)
    yield engine
    engine.dispose()
    forget_settings()
