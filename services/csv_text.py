"""CSV for people to open in a spreadsheet (RFC 4180), in pieces, so that it can be streamed."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

_SIGNS = "=+\\-@＝＋－＠﹢﹣﹦﹫"
_UNSEEN = "\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_QUOTES = "\"'`´‘’‚“”„«»"
_FORMULA = re.compile(f"[{_UNSEEN}{_QUOTES}]*[{_SIGNS}]|[{_UNSEEN}{_QUOTES}]*[\t\r\n]")
_FORMULA_INSIDE = re.compile(f";(?=[{_UNSEEN}{_QUOTES}]*[{_SIGNS}])")
"""Where a list's separator is a semicolon, as in Spanish, a program begins a cell there."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_EVERY = 200


def defused(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP), also
    behind blanks, quotes and semicolons.

    A plain number, such as "-12.50", is none.
    """
    if _NUMBER.fullmatch(text):
        return text
    inside = _FORMULA_INSIDE.sub(";'", text)
    return f"'{inside}" if _FORMULA.match(text) else inside


def csv_pieces(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Starts with a byte order mark: Excel reads UTF-8 by it alone. Every cell is `defused`."""
    out = StringIO("\ufeff")
    out.seek(1)
    writer = csv.writer(out)
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow([defused(cell) for cell in row])
        if number % _EVERY == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()
