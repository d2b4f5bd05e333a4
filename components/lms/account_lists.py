"""The tabs *Transactions*, *Statements* and *Disputes* of an account in the LMS."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from portal_app.routes import LMS_CUSTOMERS
from services.disputes.resolving import DisputeRow
from services.lms_accounts.views import StatementLine
from state.lms.account import LmsAccountState as State

_LINE = (
    ui.Column("Date"),
    ui.Column("Transaction"),
    ui.Column("Amount", figures=True),
    ui.Column("Kind"),
    ui.Column("Status"),
)
_LOAN = (
    ui.Column("Date"),
    ui.Column("Type"),
    ui.Column("Amount", figures=True),
    ui.Column("To principal", figures=True),
    ui.Column("To interest", figures=True),
    ui.Column("To fees", figures=True),
    ui.Column("Balance after", figures=True),
    ui.Column("Status"),
)
_STATEMENTS = (
    ui.Column("Closing date"),
    ui.Column("Statement balance", figures=True),
    ui.Column("Minimum payment", figures=True),
    ui.Column("Due date", figures=True),
    ui.Column("Statement"),
)
_DISPUTES = (
    ui.Column("Case"),
    ui.Column("Transaction"),
    ui.Column("Amount", figures=True),
    ui.Column("Reason"),
    ui.Column("Answer by", figures=True),
    ui.Column("Status"),
)


def transactions() -> Component:
    entries = State.entries
    table = rx.cond(
        entries.is_line,
        ui.table("Transactions", _LINE, entries.rows, lambda row: _cells(row, 4)),
        ui.table("Transactions", _LOAN, entries.rows, lambda row: _cells(row, 7)),
    )
    return _listed(
        entries, ui.scrolling(table), "No transactions", "Nothing has been posted.", "scroll"
    )


def statements() -> Component:
    table = ui.table("Statements", _STATEMENTS, State.statements.rows, _statement)
    words = "A statement appears here when a billing cycle closes."
    return _listed(
        State.statements,
        ui.downloads(ui.card(table, pad=False), stacked=True),
        "No statements yet",
        words,
        "file",
    )


def disputes() -> Component:
    found = State.disputes
    table = ui.table("Disputes", _DISPUTES, found.rows, _dispute)
    return ui.stack(
        rx.cond(
            found.holder > 0,
            ui.text(
                "Cases are moved on at ",
                ui.link("the customer's page", to=f"{LMS_CUSTOMERS}/{found.holder}/?tab=disputes"),
                ".",
                tone="muted",
            ),
            rx.fragment(),
        ),
        _listed(
            found,
            ui.scrolling(table),
            "No disputes",
            "Nothing is disputed on this account.",
            "search",
        ),
    )


def _listed(page: Any, table: Child, title: str, words: str, icon: str) -> Component:
    """`page`: the var of a page of rows."""
    return ui.stack(
        rx.cond(page.rows, table, ui.card(ui.empty_state(title, words, icon=icon))),
        ui.pages(State.page > 0, page.more, State.show_previous, State.show_next),
    )


def _cells(row: Any, count: int) -> tuple[Child, ...]:
    """In the order of `services.lms_accounts.views.EntriesPage`."""
    badge = rx.cond(row[0] == "", rx.fragment(), ui.badge(row[0], row[1]))
    return (*(row[nth] for nth in range(2, 2 + count)), badge)


def _statement(row: StatementLine) -> tuple[Child, ...]:
    closed_id = rx.Var.create("closed-") + row.file
    return (
        rx.el.span(row.closed, id=closed_id),
        row.balance,
        row.minimum,
        row.due,
        ui.file_link(
            "Download PDF", f"{State.statements.address}{row.file}", described_by=closed_id
        ),
    )


def _dispute(row: DisputeRow) -> tuple[Child, ...]:
    return (
        row.case,
        ui.lines(row.title, row.day),
        row.amount,
        row.reason,
        row.answer_by,
        ui.badge(row.state, row.tone),
    )
