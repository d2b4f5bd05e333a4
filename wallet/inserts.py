"""Insert unless the key is there, in one statement on both databases."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_if_absent(session: Session, table: type[SQLModel], values: dict[str, Any]) -> bool:
    """True when the row is new. Waits for a transaction that is inserting the same key."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    returned = next(iter(table.__table__.primary_key))  # pyright: ignore[reportAttributeAccessIssue]
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing().returning(returned)
    return session.connection().execute(statement).first() is not None
