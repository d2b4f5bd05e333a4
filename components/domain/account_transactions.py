"""The tab Transactions: search, period, order, a page of rows, each with its arithmetic."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from components import ui
from components.domain.dispute_dialog import dispute_button, dispute_dialog, dispute_status
from components.ui.parts import Child, Component
from services.language import _
from services.transactions.views import Line, Row

EVERYTHING = "?tab=transactions"


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
        ui.link(_("Show all"), to=EVERYTHING, prevent_scroll_reset=True),
        rx.fragment(),
    )
    form = ui.form(
        state.search,
        fields,
        ui.row(ui.button(_("Search transactions"), submit=True, icon="search"), everything),
        key=f"{asked.words}|{asked.since}|{asked.until}|{asked.sort}",
        role="search",
        aria_label=_("Transactions"),
    )
    return ui.card(ui.fold(_("Search and sort"), form, opened=state.view.filtered))


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
            rx.cond((view.page > 1) & view.rows.bool(), _address(view, view.page - 1), ""),
            rx.cond(view.more, _address(view, view.page + 1), ""),
            _address(view, view.page),
            labels=(_("Previous page"), _("Next page")),
            place=view.place,
        ),
    )


def _address(view: Any, page: Any) -> Any:
    """Of that page of the same search."""
    search = rx.cond(view.query == "", "", f"&{view.query}")
    return f"{EVERYTHING}{search}&page={page}"


def _nothing(state: Any) -> Component:
    view = state.view
    none_yet = ui.empty_state(
        _("No transactions yet"),
        _("Payments, charges and fees appear here as soon as they are posted."),
        icon="receipt",
    )
    none_found = ui.empty_state(
        _("No transactions found"),
        _("Nothing matches this search. Search a type, a merchant or an amount."),
        icon="search",
        action=ui.button_link(_("Show all transactions"), EVERYTHING),
    )
    too_far = ui.empty_state(
        _("The list ends before this page"),
        _("The address asks for a page that there is not."),
        icon="receipt",
        action=ui.button_link(_("First page"), _address(view, 1)),
    )
    return rx.cond(view.page > 1, too_far, rx.cond(view.filtered, none_found, none_yet))


def _loan_table(state: Any) -> Component:
    columns = (
        ui.Column(_("Date"), part="note"),
        ui.Column(_("Type"), part="lead"),
        ui.Column(_("Amount"), figures=True, part="amount"),
        ui.Column(_("To principal"), figures=True, part="one"),
        ui.Column(_("To interest"), figures=True, part="two"),
        ui.Column(_("To fees"), figures=True, part="three"),
        ui.Column(_("Balance after"), figures=True, part="end"),
        ui.Column(_("Details"), figures=True, part="more"),
    )

    def cells(row: Row) -> list[Child]:
        return [
            row.cells[0],
            ui.row(ui.text(row.cells[1], strong=True), _badge(row.status), gap=2),
            ui.money(row.cells[2], strong=True),
            *[ui.text(row.cells[part]) for part in range(3, 7)],
            _expander(state, row),
        ]

    return _table(state, columns, cells)


def _line_table(state: Any, dispute: Any) -> Component:
    columns = (
        ui.Column(_("Date"), part="note"),
        ui.Column(_("Description"), part="lead"),
        ui.Column(_("Status"), part="tags"),
        ui.Column(_("Amount"), figures=True, part="amount"),
        ui.Column(_("Details"), figures=True, part="more"),
    )

    def cells(row: Row) -> list[Child]:
        return [
            row.cells[0],
            ui.lines(row.cells[1], row.cells[3]),
            ui.row(
                _badge(row.status), dispute_status(row.dispute[0], row.dispute[1]), gap=2, wrap=True
            ),
            ui.money(row.cells[2], strong=True),
            _expander(state, row),
        ]

    return _table(state, columns, cells, lambda row: _dispute(dispute, row))


def _dispute(dispute: Any, row: Row) -> Child:
    return rx.cond(
        row.disputable,
        dispute_button(dispute, row.key, row.dispute[0], _name(row)),
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


def _badge(status: Any) -> Child:
    return rx.cond(status[0] == "", rx.fragment(), ui.badge(status[0], status[1]))


def _name(row: Row) -> str:
    """For a screen reader."""
    return f"{row.cells[1]}, {row.cells[2]}, {row.cells[0]}"


def _expander(state: Any, row: Row) -> Component:
    return ui.expander(
        f"{_('Details')}: {_name(row)}",
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
