"""The tab *Disputes* of a customer."""

import reflex as rx

from components import ui
from components.lms.profile import for_servicers
from components.ui.parts import Child, Component
from services.disputes.resolving import DisputeRow
from services.disputes.views import Step
from state.lms.disputes import DisputesState as State

_COLUMNS = (
    ui.Column("Case"),
    ui.Column("Account"),
    ui.Column("Transaction"),
    ui.Column("Amount", figures=True),
    ui.Column("Reason"),
    ui.Column("Answer by", figures=True),
    ui.Column("Status"),
    ui.Column("Actions"),
)
_MOVES = (
    ("Start the review", "in_review"),
    ("Resolve in the borrower's favor", "for_borrower"),
    ("Resolve: the charge stands", "as_billed"),
)


def disputes() -> Component:
    return ui.stack(
        rx.cond(
            (State.problem != "") & ~State.open,
            ui.notice("bad", State.problem, urgent=True),
            rx.fragment(),
        ),
        rx.cond(State.loaded, _cases(), ui.skeleton_rows(3)),
        _dialog(),
    )


def _cases() -> Component:
    return ui.stack(
        rx.cond(
            State.cases.rows,
            ui.scrolling(ui.table("Disputes", _COLUMNS, State.cases.rows, _cells)),
            ui.card(
                ui.empty_state(
                    "No disputes", "Nothing is disputed on this customer's accounts.", icon="search"
                )
            ),
        ),
        ui.pages(State.page > 0, State.cases.more, State.show_previous, State.show_next),
    )


def _cells(row: DisputeRow) -> tuple[Child, ...]:
    return (
        row.case,
        row.account,
        ui.lines(row.title, row.day),
        row.amount,
        row.reason,
        row.answer_by,
        ui.badge(row.state, row.tone),
        ui.text_button(
            rx.fragment("Open", ui.screen_reader(" ", row.case)), on_click=State.look(row.case)
        ),
    )


def _dialog() -> Component:
    case, row = State.shown.case, State.shown.row
    return ui.dialog(
        "Dispute",
        rx.cond(State.problem == "", rx.fragment(), ui.notice("bad", State.problem, urgent=True)),
        ui.definition_rows(
            ui.definition("Transaction", row.title),
            ui.definition("Amount", ui.money(row.amount)),
            ui.definition("Date", row.day),
            ui.definition("Reason", case.reason),
            ui.definition("Answer by", row.answer_by),
        ),
        ui.well(ui.typed_text(case.words)),
        ui.item_list("Steps", rx.foreach(case.steps, _step)),
        rx.cond(row.open, for_servicers(_form()), rx.fragment()),
        id="dispute",
        subtitle=case.title,
        open=State.open,
        on_close=State.close,
        wide=True,
    )


def _form() -> Component:
    return ui.form(
        State.move,
        ui.select("Next step", "to", *[ui.option(label, value) for label, value in _MOVES]),
        ui.field(
            "Credit",
            "credit",
            kind="amount",
            id="dispute-credit",
            default_value=State.shown.left,
            hint="Given back when it is resolved in the borrower's favor; 0 if it was already.",
            error=State.credit_error,
        ),
        ui.text_area(
            "Note",
            "note",
            id="dispute-note",
            rows=3,
            max_length=300,
            hint="The borrower reads it. A resolution needs one.",
            error=State.note_error,
        ),
        ui.dialog_end(
            ui.actions(
                ui.button("Cancel", on_click=State.close),
                ui.button("Save", look="primary", submit=True),
            )
        ),
    )


def _step(step: Step) -> Component:
    return ui.item(
        step.state,
        ui.text(step.when, tone="faint", size="small"),
        rx.cond(step.note == "", rx.fragment(), ui.text(step.note, tone="muted")),
    )
