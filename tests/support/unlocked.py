"""A ledger open to edits: for planting what its triggers and constraints would refuse."""

from sqlalchemy import Engine, text

_STATEMENTS = {
    "sqlite": (
        *(
            f"DROP TRIGGER {table}_no_{action}"
            for table in ("transactions", "line_entries", "statements")
            for action in ("update", "delete")
        ),
    ),
    "postgresql": (
        *(
            f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only"
            for table in ("transactions", "line_entries", "statements")
        ),
        "ALTER TABLE transactions DROP CONSTRAINT ck_transactions_balance",
    ),
}


def unlock(engine: Engine) -> None:
    with engine.begin() as connection:
        for statement in _STATEMENTS[engine.dialect.name]:
            connection.execute(text(statement))


def unlock_table(engine: Engine, table: str) -> None:
    """Another append-only table."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text(f"DROP TRIGGER {table}_no_update"))
        else:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only"))
