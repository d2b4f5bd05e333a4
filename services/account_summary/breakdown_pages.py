"""*See Breakdown* as it is shown: a year's rows a page, its totals, and those of all."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session

from portal_app.routes import breakdown_file, in_language
from services.account_summary.breakdown import (
    BreakdownRow,
    RowStatus,
    Totals,
    breakdown,
    totals_of,
)
from services.account_summary.entries import entries_of
from services.account_summary.page import installment_account
from services.account_summary.views import BreakdownPage, Cells
from services.accounts.views import Tone
from services.language import _, current_language, formats
from services.subject import Subject

ROWS_A_PAGE = 12
_TONES: dict[RowStatus, Tone] = {
    RowStatus.PAID: "ok",
    RowStatus.EARLY: "ok",
    RowStatus.EXTRA: "ok",
    RowStatus.LATE: "warn",
    RowStatus.PARTIAL: "warn",
    RowStatus.RETURNED: "bad",
    RowStatus.REVERSAL: "bad",
    RowStatus.MISSED: "bad",
    RowStatus.WRITTEN_OFF: "bad",
    RowStatus.PAST_DUE: "bad",
}
Group = tuple[str, list[BreakdownRow]]


def rows_for(session: Session, subject: Subject, number: object) -> list[BreakdownRow]:
    """Raises `NotFound`."""
    one = installment_account(session, subject, number)
    return breakdown(one, entries_of(session, one.account.id or 0))


def breakdown_page(
    session: Session, subject: Subject, number: object, asked: object = None
) -> BreakdownPage:
    """Page `asked`, counted from 0; without a sound one, that of today. Raises `NotFound`."""
    one = installment_account(session, subject, number)
    rows = breakdown(one, entries_of(session, one.account.id or 0))
    groups = by_year(rows)
    pages = [(name, of, part) for name, of in groups for part in _parts(of)]
    if not pages:
        return BreakdownPage()
    names = [name for name, _of, _part in pages]
    at = _page_of(one.on, names)
    if isinstance(asked, int) and 0 <= asked < len(pages):
        at = asked
    name, of, part = pages[at]
    return BreakdownPage(
        names=tuple(_numbered(names)),
        at=at,
        rows=(
            *(_line(row) for row in part),
            _total(_("Total {year}").format(year=name), totals_of(of)),
            _total(_("Total, all rows"), totals_of(rows)),
        ),
        file=in_language(breakdown_file(one.account.number), current_language()),
    )


def by_year(rows: Iterable[BreakdownRow]) -> list[Group]:
    """In order; what was paid before boarding is a group of its own."""
    groups: dict[str, list[BreakdownRow]] = {}
    for row in rows:
        is_before = row.status is RowStatus.BEFORE
        groups.setdefault(_("Before") if is_before else str(row.on.year), []).append(row)
    return list(groups.items())


def _parts(rows: Sequence[BreakdownRow]) -> list[Sequence[BreakdownRow]]:
    """About equal, none longer than a page."""
    count = -(-len(rows) // ROWS_A_PAGE)
    size = -(-len(rows) // count)
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def _page_of(on: date, names: Sequence[str]) -> int:
    """The last page of this year, else the one nearest to it."""
    past = [at for at, name in enumerate(names) if not name.isdigit() or int(name) <= on.year]
    return past[-1] if past else 0


def _numbered(names: Sequence[str]) -> list[str]:
    """A year that takes several pages: "2026 (1)", "2026 (2)"."""
    return [
        f"{name} ({names[: at + 1].count(name)})" if names.count(name) > 1 else name
        for at, name in enumerate(names)
    ]


def _line(row: BreakdownRow) -> Cells:
    return (
        numbers(row),
        formats.day(row.due) if row.due else "–",
        formats.money(row.payment),
        formats.money(row.principal),
        formats.money(row.interest),
        formats.money(row.fees),
        formats.money(row.balance),
        status_words(row.status),
        _when(row),
        _TONES.get(row.status, "mute"),
    )


def _when(row: BreakdownRow) -> str:
    """The day that the money moved, where it did."""
    if row.status in (RowStatus.MISSED, RowStatus.PROJECTED):
        return ""
    if row.status is RowStatus.PAST_DUE:
        return _("if paid today")
    day = formats.day(row.on)
    return f"{day} · {row.code}" if row.code else day


def numbers(row: BreakdownRow) -> str:
    """ "9", "9–10" or, for no installment, "–"."""
    if not row.first:
        return "–"
    return str(row.first) if row.first == row.last else f"{row.first}–{row.last}"


def status_words(status: RowStatus) -> str:
    return {
        RowStatus.BEFORE: _("Paid before"),
        RowStatus.PAID: _("Paid"),
        RowStatus.EARLY: _("Paid early"),
        RowStatus.LATE: _("Paid late"),
        RowStatus.PARTIAL: _("Paid in part"),
        RowStatus.EXTRA: _("Extra"),
        RowStatus.RETURNED: _("Returned"),
        RowStatus.REVERSAL: _("Taken back"),
        RowStatus.MISSED: _("Missed"),
        RowStatus.WRITTEN_OFF: _("Written off"),
        RowStatus.PAST_DUE: _("Past due"),
        RowStatus.PROJECTED: _("Projected"),
    }[status]


def _total(label: str, totals: Totals) -> Cells:
    return (
        label,
        "",
        formats.money(totals.payment),
        formats.money(totals.principal),
        formats.money(totals.interest),
        formats.money(totals.fees),
        "",
        "",
        "",
        "total",
    )
