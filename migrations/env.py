"""Alembic on the portal's own engine, so that migrations follow the same settings."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import AutoString

from models import metadata
from models.types import Choice, Money, Rate, UtcDateTime
from services.database import get_engine


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
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with get_engine().connect() as fresh:
        _run(fresh)
        fresh.commit()
