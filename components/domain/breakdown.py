"""The dialog *See Breakdown*: payment by payment, a year a page, with totals."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.language import _

Row = Any
"""A var of `tuple[str, ...]`."""


def breakdown_dialog(breakdown: Any) -> Component:
    """`breakdown`: the state of the dialog, see `state/breakdown.py`."""
    return ui.dialog(
        _("Breakdown"),
        rx.cond(
            breakdown.problem == "",
            rx.cond(breakdown.names.length() == 0, ui.skeleton_rows(8), _pages(breakdown)),
            ui.notice("bad", breakdown.problem, urgent=True),
        ),
        id="breakdown",
        subtitle=_("Past payments as they were posted, coming ones as projected today."),
        open=breakdown.shown,
        on_close=breakdown.close,
        wide=True,
    )


def _pages(breakdown: Any) -> Component:
    at, last = breakdown.at, breakdown.names.length() - 1
    years = rx.foreach(breakdown.names, lambda name, index: ui.option(name, index.to_string()))
    return ui.stack(
        ui.row(
            ui.row(
                ui.bare_select(
                    _("Year"),
                    years,
                    value=at.to_string(),
                    on_change=breakdown.show,
                ),
                ui.button(_("Previous"), disabled=at == 0, on_click=breakdown.turn(-1)),
                ui.button(_("Next"), disabled=at >= last, on_click=breakdown.turn(1)),
                gap=2,
            ),
            ui.downloads(ui.file_button(_("Download CSV"), breakdown.file)),
            between=True,
        ),
        ui.table(_("Payments"), _columns(), breakdown.rows, _cells, class_name="compact"),
    )


def _columns() -> tuple[ui.Column, ...]:
    return (
        ui.Column(_("Number")),
        ui.Column(_("Due date")),
        ui.Column(_("Payment"), figures=True),
        ui.Column(_("Principal"), figures=True),
        ui.Column(_("Interest"), figures=True),
        ui.Column(_("Fees"), figures=True),
        ui.Column(_("Balance"), figures=True),
        ui.Column(_("Status")),
    )


def _cells(row: Row) -> tuple[Child, ...]:
    """The columns' order is that of `services.account_summary.views.BreakdownPage.rows`."""
    is_total = row[9] == "total"
    figures = [
        rx.cond(is_total, ui.money(row[at], strong=True), ui.money(row[at])) for at in range(2, 7)
    ]
    return (
        rx.cond(is_total, ui.text(row[0], strong=True), row[0]),
        row[1],
        *figures,
        rx.cond(is_total, rx.fragment(), ui.lines(ui.badge(row[7], row[9]), row[8])),
    )
