"""The engine and the unit of work: one event, one transaction (ADR 0002).

SQLite writes begin with `BEGIN IMMEDIATE`: with the default, concurrent read-modify-writes are
lost silently.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from portal_app.settings import get_settings
from services.errors import Busy

BUSY_TIMEOUT_MS = 5_000
TRY_AGAIN_SECONDS = 0.01
READS_ONLY = "reads_only"
"""Key in the `info` of a session for queries."""
BUSY_SIGNS = ("locked", "lock timeout", "deadlock", "could not serialize")


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL, foreign keys, durable) or PostgreSQL."""
    if not url.startswith("sqlite"):
        options = {"options": f"-c lock_timeout={BUSY_TIMEOUT_MS}"}
        return create_engine(
            url,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=20,
            hide_parameters=True,  # a fault's message may reach a log
            connect_args=options,
        )
    path = url.removeprefix("sqlite:///")
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
        pool_size=10,
        max_overflow=20,
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    _write_ahead(cursor)
    for pragma in ("foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """A fresh file is turned by the first who opens it; SQLite lets nobody wait for that."""
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(TRY_AGAIN_SECONDS)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@lru_cache
def get_engine() -> Engine:
    """The process's engine; tests clear this cache with the settings'."""
    return make_engine(get_settings().database_url)


@contextmanager
def unit_of_work(engine: Engine | None = None) -> Iterator[Session]:
    """A session that commits when the block ends well and rolls back otherwise.

    Raises `Busy` when the database stayed locked; nothing was changed then.
    """
    with _session(engine or get_engine()) as session:
        yield session


@contextmanager
def reading(engine: Engine | None = None) -> Iterator[Session]:
    """A session for queries only, all on one snapshot; what it changed is thrown away."""
    session = Session(
        _for_reading(engine or get_engine()),
        expire_on_commit=False,
        autoflush=False,
        info={READS_ONLY: True},
    )
    try:
        yield session
    except OperationalError as error:
        raise _busy_or(error) from error
    finally:
        session.close()


def _for_reading(engine: Engine) -> Engine:
    """SQLite: no write lock. PostgreSQL: one snapshot for all queries, as SQLite's WAL gives."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(writes=False)
    return engine.execution_options(isolation_level="REPEATABLE READ")


@contextmanager
def _session(engine: Engine) -> Iterator[Session]:
    session = Session(engine, expire_on_commit=False)
    try:
        yield session
        session.commit()
    except OperationalError as error:
        session.rollback()
        raise _busy_or(error) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.close()


def _busy_or(error: OperationalError) -> Exception:
    text = str(error.orig).lower()
    if any(sign in text for sign in BUSY_SIGNS):
        return Busy()
    return error
