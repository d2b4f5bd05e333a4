"""The tab Transactions: search, period, order, a page of rows, each with its arithmetic."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from components import ui
from components.domain.dispute_dialog import dispute_button, dispute_dialog, dispute_status
from components.ui.parts import Child, Component
from services.language import _
from services.transactions.views import Line, Row


def account_transactions(state: Any, dispute: Any) -> Child:
    """`state`: see `state/account_transactions.py`; `dispute`: `state/dispute.py`."""
    return rx.match(
        state.status,
        ("ready", ui.stack(_search(state), _found(state, dispute), dispute_dialog(dispute))),
        (
            "failed",
            ui.card(
                ui.failed_state(
                    _("The transactions could not be read"),
                    _("Please try again in a moment."),
                    on_retry=state.load,
                )
            ),
        ),
        ui.skeleton_rows(8),
    )


def _search(state: Any) -> Component:
    """Mounted anew when the address changes, so that the fields show what was asked for."""
    asked = state.view.asked
    fields = ui.columns(
        ui.field(
            _("Search"),
            "q",
            kind="search",
            default_value=asked.words,
            auto_complete="off",
            max_length=60,
            id="transactions-q",
        ),
        ui.field(_("From"), "from", kind="date", default_value=asked.since, id="transactions-from"),
        ui.field(_("To"), "to", kind="date", default_value=asked.until, id="transactions-to"),
        ui.select(
            _("Order"),
            "sort",
            ui.option(_("Newest first"), "-date"),
            ui.option(_("Oldest first"), "date"),
            ui.option(_("Largest amount first"), "-amount"),
            ui.option(_("Smallest amount first"), "amount"),
            default_value=asked.sort,
            id="transactions-sort",
        ),
        narrow=True,
    )
    everything = rx.cond(
        state.view.filtered,
        ui.link(_("Show all"), to=state.view.everything, prevent_scroll_reset=True),
        rx.fragment(),
    )
    return ui.card(
        ui.form(
            state.search,
            fields,
            ui.row(ui.button(_("Search transactions"), submit=True, icon="search"), everything),
            key=f"{asked.words}|{asked.since}|{asked.until}|{asked.sort}",
            role="search",
            aria_label=_("Transactions"),
        )
    )


def _found(state: Any, dispute: Any) -> Component:
    view = state.view
    return ui.stack(
        rx.cond(view.problem == "", rx.fragment(), ui.notice("warn", view.problem)),
        rx.cond(
            view.rows,
            ui.card(
                rx.cond(view.is_line, _line_table(state, dispute), _loan_table(state)), pad=False
            ),
            ui.card(_nothing(state)),
        ),
        ui.page_links(
            view.previous,
            view.following,
            view.here,
            labels=(_("Previous page"), _("Next page")),
            place=view.place,
        ),
    )


def _nothing(state: Any) -> Component:
    view = state.view
    return rx.cond(
        view.everything == "",
        ui.empty_state(
            _("No transactions yet"),
            _("Payments, charges and fees appear here as soon as they are posted."),
            icon="receipt",
        ),
        ui.empty_state(
            _("No transactions found"),
            _("Nothing matches this search. Search a type, a merchant or an amount."),
            icon="search",
            action=ui.button_link(_("Show all transactions"), view.everything),
        ),
    )


def _loan_table(state: Any) -> Component:
    columns = (
        ui.Column(_("Date")),
        ui.Column(_("Type")),
        ui.Column(_("Amount"), figures=True),
        ui.Column(_("To principal"), figures=True),
        ui.Column(_("To interest"), figures=True),
        ui.Column(_("To fees"), figures=True),
        ui.Column(_("Balance after"), figures=True),
        ui.Column(_("Details"), figures=True),
    )

    def cells(row: Row) -> list[Child]:
        return [
            row.day,
            ui.row(ui.text(row.what, strong=True), _status(row), gap=2),
            ui.money(row.amount, strong=True),
            ui.text(row.to_principal),
            ui.text(row.to_interest),
            ui.text(row.to_fees),
            row.balance,
            _expander(state, row),
        ]

    return _table(state, columns, cells)


def _line_table(state: Any, dispute: Any) -> Component:
    columns = (
        ui.Column(_("Date")),
        ui.Column(_("Description")),
        ui.Column(_("Status")),
        ui.Column(_("Amount"), figures=True),
        ui.Column(_("Details"), figures=True),
    )

    def cells(row: Row) -> list[Child]:
        return [
            row.day,
            ui.lines(row.what, row.kind),
            ui.row(_status(row), dispute_status(row.dispute, row.dispute_tone), gap=2, wrap=True),
            ui.money(row.amount, strong=True),
            _expander(state, row),
        ]

    return _table(state, columns, cells, lambda row: _dispute(dispute, row))


def _dispute(dispute: Any, row: Row) -> Child:
    return rx.cond(
        row.disputable,
        dispute_button(dispute, row.key, row.dispute, row.name),
        rx.fragment(),
    )


def _table(
    state: Any,
    columns: tuple[ui.Column, ...],
    cells: Any,
    more: Callable[[Row], Child] = lambda _: rx.fragment(),
) -> Component:
    """`more`: what stands below the details of the row that is open."""

    def below(row: Row) -> Child:
        return rx.cond(
            state.details.key == row.key,
            ui.row_below(
                ui.stack(_details(state), more(row), gap=2), columns=len(columns), id=_part(row)
            ),
            rx.fragment(),
        )

    return ui.table(_("Transactions"), columns, state.view.rows, cells, below=below)


def _status(row: Row) -> Child:
    return rx.cond(row.status == "", rx.fragment(), ui.badge(row.status, row.tone))


def _expander(state: Any, row: Row) -> Component:
    return ui.expander(
        f"{_('Details')}: {row.name}",
        state.details.key == row.key,
        controls=_part(row),
        on_click=state.toggle(row.key),
    )


def _part(row: Row) -> str:
    return f"details-{row.key}"


def _details(state: Any) -> Component:
    shown = state.details
    return ui.well(
        rx.cond(shown.words == "", rx.fragment(), ui.text(shown.words)),
        ui.definition_rows(rx.foreach(shown.lines, _line), dense=True),
        rx.cond(
            shown.link == "",
            rx.fragment(),
            ui.link(shown.link_words, to=shown.link, prevent_scroll_reset=True),
        ),
    )


def _line(line: Line) -> Component:
    label = ui.lines(line.label, line.working)
    return rx.cond(
        line.total,
        ui.definition(label, line.value, total=True),
        ui.definition(label, line.value),
    )
