"""The tab *Documents* of an account in the LMS."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.account_documents import ACCEPT
from components.lms.profile import for_servicers
from components.ui.parts import Child, Component
from services.documents.content import MOST_BYTES
from services.documents.sections import section_choices
from services.documents.words import size_words, too_big_words
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
            ui.scrolling(ui.table("Documents", _COLUMNS, found.rows, _cells)),
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
            ui.link(
                ui.icon("download"),
                "Download",
                to=f"{State.documents.address}/{row.key}",
                reload=True,
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
    return ui.dialog(
        "Add documents",
        ui.stack(
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
            ui.upload_box(
                f"{State.documents.address}?section={State.section}&visible={shown}",
                accept=ACCEPT,
                most=MOST_BYTES,
                kinds="PDF, PNG, JPEG, HEIC, DOCX, XLSX, TXT or CSV, up to "
                f"{size_words(MOST_BYTES)} each",
                too_big=too_big_words(),
                on_added=State.load,
            ),
        ),
        ui.dialog_end(
            ui.button("Done", look="primary", wide=True, large=True, on_click=State.close)
        ),
        id="add-documents",
        open=State.asks == "new",
        on_close=State.close,
    )


def _remove_dialog() -> Component:
    return ui.dialog(
        "Remove this document?",
        ui.stack(
            rx.cond(
                State.problem == "", rx.fragment(), ui.notice("bad", State.problem, urgent=True)
            ),
            ui.text("It is gone for good, for the borrowers and for the lender."),
            ui.dialog_end(
                ui.actions(
                    ui.button("Keep it", on_click=State.close),
                    ui.button("Remove", look="danger", on_click=State.remove),
                )
            ),
        ),
        id="remove-document",
        subtitle=State.asked_name,
        open=(State.asks != "") & (State.asks != "new"),
        on_close=State.close,
    )
