"""What goes out by post: letters that wait, the oldest first, to be printed and mailed."""

from typing import Any

import reflex as rx

from components import ui
from components.lms import agents_page
from components.lms.profile import for_servicers
from components.ui.parts import Child, Component
from portal_app.routes import LMS_ACCOUNTS, LMS_CUSTOMERS
from services.paper.waiting import PaperRow
from state.lms.me import MeState
from state.lms.paper import PaperState as State

ON_LOAD = State.load

ONE_PDF = "One PDF of the chosen"
_COLUMNS = (
    ui.Column("Chosen", part="amount"),
    ui.Column("Document", part="lead"),
    ui.Column("Customer", part="note"),
    ui.Column("Account", part="end"),
    ui.Column("Language", part="one"),
    ui.Column("Waits since", part="two"),
    ui.Column("Actions", part="tags"),
)


def paper() -> Component:
    return agents_page(
        ui.stack(
            ui.page_header(
                "Paper",
                subtitle="Statements of borrowers who did not choose email, and notices for those"
                " whom none reaches. Print them, mail them, and say so here.",
            ),
            ui.live(rx.cond(State.done == "", rx.fragment(), _done())),
            rx.cond(
                State.problem == "", rx.fragment(), ui.notice("bad", State.problem, urgent=True)
            ),
            rx.cond(State.loaded, _loaded(), ui.skeleton_rows(6)),
        ),
        current="paper",
    )


def _loaded() -> Component:
    table = ui.table("Letters to mail, oldest first", _COLUMNS, State.found.rows, _cells)
    return ui.stack(
        rx.cond(
            State.found.rows,
            ui.stack(
                ui.downloads(
                    for_servicers(_choice(State.found.rows, State.chosen)),
                    ui.scrolling(table),
                    stacked=True,
                ),
            ),
            ui.card(
                ui.empty_state(
                    "Nothing to mail",
                    "A letter waits here when a statement closes or a dispute moves on, and its"
                    " reader gets it on paper.",
                    icon="file",
                )
            ),
        ),
        ui.pages(State.page > 0, State.found.more, State.show_previous, State.show_next),
    )


def _done() -> Component:
    undo = ui.text_button("Undo", on_click=State.undo)
    return ui.notice("ok", State.done, action=rx.cond(State.may_undo, undo, rx.fragment()))


def _choice(rows: Any, chosen: Any) -> Component:
    """Both are vars of sequences."""
    return ui.row(
        ui.checkbox(
            "Choose all on this page",
            "all",
            checked=chosen.length() == rows.length(),
            on_change=State.choose_all,
        ),
        ui.row(
            rx.cond(
                State.printed == "",
                ui.button(ONE_PDF, icon="download", disabled=True),
                ui.file_button(ONE_PDF, State.printed),
            ),
            ui.button(
                "Mark chosen as mailed",
                look="primary",
                icon="check",
                on_click=State.mark_chosen,
                disabled=chosen.length() == 0,
            ),
        ),
        between=True,
    )


def _cells(row: PaperRow) -> tuple[Child, ...]:
    about, id_ = f"{row.document}, {row.name}, {row.account}", f"letter-{row.id}"
    chosen: Any = State.chosen
    return (
        ui.bare_checkbox(
            f"Choose {about}",
            checked=chosen.contains(row.id),
            disabled=~MeState.view.may_service,
            on_change=lambda on: State.choose(row.id, on),
        ),
        rx.el.span(row.document, id=id_),
        ui.link(row.name, to=f"{LMS_CUSTOMERS}/{row.customer}/"),
        ui.link(row.account, to=f"{LMS_ACCOUNTS}/{row.slug}/"),
        row.language,
        row.since,
        ui.row(
            ui.file_link("PDF", row.file, described_by=rx.Var.create(id_)),
            for_servicers(
                ui.text_button(
                    rx.fragment("Mark as mailed", ui.screen_reader(" ", about)),
                    on_click=State.mark(row.id),
                )
            ),
        ),
    )
