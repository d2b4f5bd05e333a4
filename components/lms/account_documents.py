"""The tab *Documents* of an account in the LMS."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.add_documents import add_documents
from components.lms.profile import for_servicers
from components.ui.parts import Child, Component
from services.documents.sections import section_choices
from services.lms_accounts.views import FiledDocument
from state.lms.account_documents import LmsDocumentsState as State
from state.lms.me import MeState

_COLUMNS = (
    ui.Column("Document"),
    ui.Column("Section"),
    ui.Column("Added by"),
    ui.Column("Visible"),
    ui.Column("Actions"),
)


def documents() -> Component:
    return ui.stack(
        for_servicers(
            ui.row(ui.button("New", icon="plus", look="primary", on_click=State.ask_new))
        ),
        rx.cond(
            (State.problem != "") & (State.asks == ""),
            ui.notice("bad", State.problem, urgent=True),
            rx.fragment(),
        ),
        rx.cond(State.loaded, _filed(), ui.skeleton_rows(3)),
        _new_dialog(),
        _remove_dialog(),
    )


def _filed() -> Component:
    found = State.documents
    return ui.stack(
        rx.cond(
            found.rows,
            ui.downloads(
                ui.scrolling(ui.table("Documents", _COLUMNS, found.rows, _cells)), stacked=True
            ),
            ui.card(ui.empty_state("No documents", "What borrowers and agents add appears here.")),
        ),
        ui.pages(State.page > 0, found.more, State.show_previous, State.show_next),
    )


def _cells(row: FiledDocument) -> tuple[Child, ...]:
    return (
        ui.lines(row.name, row.details),
        row.section,
        row.by,
        ui.bare_checkbox(
            _named("Visible:", row),
            checked=row.visible,
            disabled=~MeState.view.may_service,
            on_change=lambda on: State.show(row.key, on),
        ),
        ui.row(
            ui.file_link(
                "Download",
                f"{State.documents.address}/{row.key}",
                aria_label=_named("Download", row),
            ),
            for_servicers(
                ui.text_button(
                    "Remove",
                    on_click=State.ask_remove(row.key),
                    aria_label=_named("Remove", row),
                )
            ),
            wrap=False,
        ),
    )


def _named(verb: str, row: FiledDocument) -> Any:
    return rx.Var.create(f"{verb} ") + row.name


def _new_dialog() -> Component:
    shown = rx.cond(State.visible, "yes", "no")
    return add_documents(
        State,
        ui.select(
            "Section",
            "section",
            *[ui.option(label, value) for label, value in section_choices()],
            id="document-section",
            value=State.section,
            on_change=State.choose_section,
        ),
        ui.checkbox(
            "Visible to the borrowers",
            "visible",
            id="document-visible",
            checked=State.visible,
            on_change=State.choose_visible,
        ),
        address=f"{State.documents.address}?section={State.section}&visible={shown}",
        open=State.asks == "new",
    )


def _remove_dialog() -> Component:
    return ui.sure_dialog(
        "Remove this document?",
        "It is gone for good, for the borrowers and for the lender.",
        "Remove",
        id="remove-document",
        subtitle=State.asked_name,
        open=(State.asks != "") & (State.asks != "new"),
        problem=State.problem,
        on_do=State.remove,
        on_close=State.close,
    )
