"""The lender's directory of banks: a CSV of routing number and name, read at the start."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from wallet.numbers import is_digits, passes_aba

LONGEST_NAME = 100


class DirectoryRefused(Exception):
    """The text is one sentence for the person who starts the wallet."""


def read_directory(path: Path) -> Mapping[str, str]:
    """Names by routing number; a first line that holds no number is taken as the heading.

    Raises:
        DirectoryRefused: naming the line that cannot be used.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _names(path, enumerate(csv.reader(file), 1))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = type(error).__name__
        raise DirectoryRefused(
            f"WALLET_BANK_DIRECTORY: {path} cannot be read as UTF-8 CSV ({reason})."
        ) from None


def _names(path: Path, lines: Iterable[tuple[int, list[str]]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for at, row in lines:
        if not row or (at == 1 and not row[0].strip().isdigit()):
            continue
        number, name = (row[0].strip(), row[1].strip()) if len(row) > 1 else (row[0].strip(), "")
        valid = is_digits(number, 9, 9) and passes_aba(number)
        if not valid or not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise DirectoryRefused(
                f"WALLET_BANK_DIRECTORY: line {at} of {path} is not a routing number"
                " and a bank's name."
            )
        names[number] = name
    return names
