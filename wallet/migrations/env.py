"""Alembic's entry: on the connection given by `wallet.database.upgrade`, else on the settings'."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.engine import Connection
from sqlmodel import AutoString

from wallet.column_types import UtcDateTime
from wallet.database import make_engine
from wallet.processors.sandbox_tables import SandboxCharge
from wallet.processors.stripe_tables import StripeCharge
from wallet.session_tables import WalletSession
from wallet.settings import load_settings

METADATA = SandboxCharge.metadata  # of every table that was imported: they share one registry
assert METADATA is WalletSession.metadata is StripeCharge.metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name plain SQLAlchemy types, so that they outlive the code of today."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_item=render_item,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = make_engine(load_settings().database_url)
    with engine.connect().execution_options(immediate=True) as own, own.begin():
        run(own)
