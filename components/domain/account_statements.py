"""The tab Statements of a line of credit."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.delivery import delivery
from components.domain.truth import truth
from components.ui.parts import Child, Component
from services.language import _


def account_statements(statements: Any, typed: Any) -> Child:
    """The states: `state/account_statements.py`, and of the amount field `state/truth.py`."""
    return rx.match(
        statements.status,
        ("ready", _ready(statements, typed)),
        (
            "failed",
            ui.card(
                ui.failed_state(
                    _("Your statements could not be read"),
                    _("Please try again in a moment."),
                    on_retry=statements.load,
                )
            ),
        ),
        ui.skeleton_rows(6),
    )


def _ready(statements: Any, typed: Any) -> Component:
    view = statements.view
    return ui.stack(
        rx.cond(statements.truth.balance == "", rx.fragment(), truth(statements.truth, typed)),
        rx.cond(view.rows.length() == 0, _none(view), _some(statements)),
        delivery(statements),
    )


def _none(view: Any) -> Component:
    return ui.card(
        ui.empty_state(
            _("No statements yet"),
            _("A statement appears here when a billing cycle closes."),
            action=ui.text(view.upcoming, tone="muted", size="small"),
        )
    )


def _some(statements: Any) -> Component:
    view = statements.view
    table = ui.table(
        _("Statements"),
        (
            ui.Column(_("Closing date"), part="lead"),
            ui.Column(_("Statement balance"), figures=True, part="amount"),
            ui.Column(_("Minimum payment"), figures=True, part="one"),
            ui.Column(_("Due date"), part="two"),
            ui.Column(_("Status"), part="note"),
            ui.Column(_("Statement"), part="end"),
        ),
        view.rows,
        lambda row: _cells(row, view.address),
    )
    return ui.stack(
        ui.downloads(ui.card(table, pad=False), stacked=True),
        ui.row(
            ui.pages(
                statements.page > 0,
                view.below > 0,
                statements.show_previous,
                statements.show_next,
            ),
            ui.text(view.upcoming, tone="muted", size="small"),
        ),
    )


def _cells(row: Any, address: Any) -> tuple[Child, ...]:
    """The link's name is the same in each row: the date beside it tells them apart."""
    closed_id = f"closed-{row.day}"
    closed, balance, minimum, due = (row.cells[nth] for nth in range(4))
    return (
        rx.el.span(closed, id=closed_id),
        ui.money(balance, strong=True),
        ui.money(minimum),
        due,
        ui.badge(row.status[0], row.status[1]),
        ui.file_link(
            _("Download PDF"),
            f"{address}{row.day}.pdf",
            described_by=rx.Var.create(closed_id),
        ),
    )
