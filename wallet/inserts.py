"""Insert unless the key is there, in one statement on both databases."""

from functools import cache
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from wallet.tables import table_of


def insert_if_absent(session: Session, table: type[SQLModel], values: dict[str, Any]) -> bool:
    """True when the row is new. Waits for a transaction that is inserting the same key."""
    statement = _statement(session.get_bind().dialect.name, table_of(table))
    return session.connection().execute(statement, values).first() is not None


@cache
def _statement(dialect: str, table: Table) -> Executable:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    return insert.on_conflict_do_nothing().returning(next(iter(table.primary_key)))
