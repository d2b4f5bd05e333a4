"""The file itself: streamed, so that its size does not matter."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.errors import PortalError

COLUMNS = (
    "loan_number",
    "first_name",
    "last_name",
    "email",
    "state",
    "product",
    "purpose",
    "loan_amount",
    "term_months",
    "interest_rate",
    "installment",
    "issue_month",
    "loan_status",
    "balance",
    "paid_total",
    "paid_principal",
    "paid_interest",
    "paid_late_fees",
)


@dataclass
class UnusableTape(PortalError):
    """The file as a whole cannot be read; nothing of it was boarded. `problem` is a sentence."""

    problem: str

    def __str__(self) -> str:
        return self.problem


def read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and values of every row after the header; a byte order mark and empty lines are passed.

    Raises UnusableTape: not there, not UTF-8, not CSV, another header.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, None)
            if header is None or tuple(header) != COLUMNS:
                raise UnusableTape(_header_problem(header))
            line = reader.line_num + 1
            for values in reader:
                if values:
                    yield line, values
                line = reader.line_num + 1
    except UnicodeDecodeError as error:
        raise UnusableTape("the file is not UTF-8 text.") from error
    except csv.Error as error:
        raise UnusableTape(f"the file is not CSV: {error}.") from error
    except OSError as error:
        raise UnusableTape(f"the file cannot be read ({error.strerror}).") from error


def count_rows(path: Path) -> int:
    """How many rows there are; the whole file is read, so that a broken one boards nothing."""
    return sum(1 for _ in read_rows(path))


def _header_problem(header: list[str] | None) -> str:
    if not header:
        return "the file is empty: its first line must name the columns."
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        return f"the header lacks {', '.join(missing)}."
    return "the header's columns are not the expected ones, or in another order."
