"""Tapes for tests: a slice of the real one (source: services/demo/SOURCES.md), and changed rows."""

import csv
from pathlib import Path

SLICE = Path(__file__).parents[1] / "data" / "loan_tape.csv"
Row = dict[str, str]


def rows_of(tape: Path) -> list[Row]:
    with tape.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def changed(row: Row, **values: str) -> Row:
    return {**row, **values}


def write_tape(folder: Path, rows: list[Row]) -> Path:
    tape = folder / "tape.csv"
    with tape.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return tape
