"""P13: importing a tape against a plain SQLAlchemy Core insert of the rows that it makes."""

import csv
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert, select

from bench.result import Result
from bench.served import settings
from models.base import metadata
from portal_app.commands.migrate import migrated
from services.boarding import import_tape
from services.database import get_engine
from services.demo.seeding import TAPE

ROWS, ROUNDS = 5_000, 5
HOW = (
    f"{ROWS:,} rows of the shape of the demo's tape, whole command's work over one insert a table,"
    f" one commit; median of {ROUNDS} rounds in turns, fresh databases"
)
TABLES = {
    "products", "customers", "accounts", "schedules", "account_links", "transactions",
    "boarded_loans",
}  # fmt: skip
Rows = dict[str, list[dict[str, Any]]]


def run() -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        tape = _tape(folder)
        with settings(folder / "empty"):
            migrated()
        ratios = [_round(folder, tape) for _ in range(ROUNDS)]
    return [Result("P13", "importing 5,000 loans", median(ratios), 3, HOW)]


def _tape(folder: Path) -> Path:
    """The slice again and again, each time other people's."""
    with TAPE.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    path = folder / "tape.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number, row in enumerate(islice(cycle(rows), ROWS)):
            writer.writerow([f"B-{number}", *row[1:3], f"b{number}@example.com", *row[4:]])
    return path


def _round(folder: Path, tape: Path) -> float:
    with _copy(folder):
        start = perf_counter()
        report = import_tape(tape)
        ours = perf_counter() - start
        assert (report.imported, report.rejected_count) == (ROWS, 0)
        made = _made()
    with _copy(folder):
        start = perf_counter()
        with get_engine().begin() as connection:
            for table, rows in made.items():
                connection.execute(insert(metadata.tables[table]), rows)
        return ours / (perf_counter() - start)


@contextmanager
def _copy(folder: Path) -> Iterator[None]:
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "empty", copy)
    with settings(copy):
        yield


def _made() -> Rows:
    """What the import wrote, table by table."""
    with get_engine().connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
            if table.name in TABLES
        }
