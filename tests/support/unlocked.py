"""A ledger open to edits: for planting what its triggers and constraints would refuse."""

from sqlalchemy import Engine, text

_STATEMENTS = {
    "sqlite": (
        "DROP TRIGGER transactions_no_update",
        "DROP TRIGGER transactions_no_delete",
    ),
    "postgresql": (
        "ALTER TABLE transactions DISABLE TRIGGER transactions_append_only",
        "ALTER TABLE transactions DROP CONSTRAINT ck_transactions_balance",
    ),
}


def unlock(engine: Engine) -> None:
    with engine.begin() as connection:
        for statement in _STATEMENTS[engine.dialect.name]:
            connection.execute(text(statement))
