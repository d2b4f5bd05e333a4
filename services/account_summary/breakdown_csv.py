"""The Breakdown for a spreadsheet: days as YYYY-MM-DD, amounts as plain figures."""

from collections.abc import Iterable, Iterator

from services.account_summary.breakdown import BreakdownRow
from services.account_summary.breakdown_pages import numbers, status_words
from services.csv_text import csv_pieces
from services.language import _
from services.money import plain


def breakdown_csv(rows: Iterable[BreakdownRow]) -> Iterator[str]:
    header = (
        _("Number"),
        _("Due date"),
        _("Date"),
        _("Payment"),
        _("Principal"),
        _("Interest"),
        _("Fees"),
        _("Balance"),
        _("Status"),
    )
    return csv_pieces(header, map(_cells, rows))


def _cells(row: BreakdownRow) -> tuple[str, ...]:
    return (
        numbers(row) if row.first else "",
        row.due.isoformat() if row.due else "",
        row.on.isoformat(),
        plain(row.payment),
        plain(row.principal),
        plain(row.interest),
        plain(row.fees),
        plain(row.balance),
        status_words(row.status),
    )
