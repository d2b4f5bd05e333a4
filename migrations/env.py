"""Alembic on the portal's own engine, so that migrations follow the same settings."""

from alembic import context
from sqlalchemy import Connection, text
from sqlmodel import AutoString

from models import metadata
from models.types import Choice, Money, Rate, UtcDateTime
from services.database import get_engine

MIGRATION_LOCK = 0x706F7274616C
"""Any fixed number, the same for every process that migrates."""


def _render(kind: str, item: object, _context: object) -> str | bool:
    """Own column types appear in migrations as the plain types under them."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Choice | Money | Rate):
        return f"sa.{item.impl!r}"
    return False


def _run(connection: Connection) -> None:
    """Processes that migrate at once take turns; SQLite's BEGIN IMMEDIATE sees to it by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": MIGRATION_LOCK})
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()


def _rebuild_allowed(connection: Connection, allowed: bool) -> None:
    """SQLite alters a table by making it anew, which its rows' references would forbid.

    A pragma is without effect inside a transaction: the driver's own connection is asked.
    """
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA foreign_keys={'OFF' if allowed else 'ON'}")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration left references to nothing: {broken[:5]}")


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with get_engine().connect() as fresh:
        _rebuild_allowed(fresh, True)
        try:
            _run(fresh)
            _check_references(fresh)
            fresh.commit()
        finally:
            fresh.rollback()
            _rebuild_allowed(fresh, False)
