"""A database that cannot answer: one of its tables is away for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from services.database import make_engine


@contextmanager
def without_table(data_dir: Path, table: str) -> Iterator[None]:
    """What reads `table` of the portal's database fails until the block ends."""
    engine = make_engine(f"sqlite:///{data_dir / 'portal.sqlite'}")

    def rename(old: str, new: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    rename(table, f"{table}_away")
    try:
        yield
    finally:
        rename(f"{table}_away", table)
        engine.dispose()
