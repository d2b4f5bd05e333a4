"""The tab Documents of an account's page: the list, and its three dialogs."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.documents.content import MOST_BYTES
from services.documents.views import DocumentGroup, DocumentLine
from services.documents.words import size_words, too_big_words
from services.language import _

_NEW_TAB = {"target": "_blank"}
ACCEPT = ".pdf,.png,.jpg,.jpeg,.heic,.heif,.docx,.xlsx,.txt,.csv"


def account_documents(documents: Any) -> Child:
    """`documents`: the state of the tab, see `state/account_documents.py`."""
    return ui.stack(
        rx.match(
            documents.status,
            ("ready", _ready(documents)),
            (
                "failed",
                ui.card(
                    ui.failed_state(
                        _("Your documents could not be read"),
                        _("They are still there. Please try again in a moment."),
                        on_retry=documents.load,
                    )
                ),
            ),
            ui.loading(ui.skeleton_rows(3)),
        ),
        _new_dialog(documents),
        _view_dialog(documents),
        _delete_dialog(documents),
    )


def _ready(documents: Any) -> Component:
    view = documents.view
    return ui.stack(
        ui.row(
            ui.heading(_("Documents"), level=2),
            ui.button(_("New"), look="primary", icon="plus", on_click=documents.open_new),
            between=True,
        ),
        rx.cond(
            view.groups.length() == 0,
            ui.card(
                ui.empty_state(
                    _("No documents yet"),
                    _(
                        "Agreements and letters from your lender appear here, and what you add"
                        " with New: proof of insurance, of income, of who you are."
                    ),
                )
            ),
            rx.foreach(view.groups, lambda group: _group(documents, group)),
        ),
        ui.pages(
            documents.has_previous, view.after != "", documents.previous_page, documents.next_page
        ),
    )


def _group(documents: Any, group: DocumentGroup) -> Component:
    return ui.card(
        ui.heading(group.label, level=3),
        ui.downloads(
            ui.item_list(group.label, rx.foreach(group.lines, lambda line: _line(documents, line))),
            stacked=True,
        ),
    )


def _line(documents: Any, line: DocumentLine) -> Component:
    view = documents.view
    return ui.item(
        line.name,
        ui.text(line.details, tone="muted", size="small"),
        lead=ui.tile("file", "mute"),
        actions=(
            rx.cond(
                line.view == "",
                rx.fragment(),
                ui.button(
                    _("View"),
                    on_click=documents.look(line.key),
                    aria_label=_named(_("View"), line),
                ),
            ),
            ui.file_button(
                _("Download"),
                f"{view.saved_at}{line.key}",
                aria_label=_named(_("Download"), line),
            ),
            rx.cond(
                line.own,
                ui.button(
                    _("Delete"),
                    on_click=documents.ask_delete(line.key),
                    aria_label=_named(_("Delete"), line),
                ),
                rx.fragment(),
            ),
        ),
    )


def _named(verb: str, line: DocumentLine) -> Any:
    return rx.Var.create(f"{verb} ") + line.name


def _new_dialog(documents: Any) -> Component:
    return ui.dialog(
        _("Add documents"),
        ui.upload_box(
            documents.view.added_at,
            accept=ACCEPT,
            most=MOST_BYTES,
            kinds=_("PDF, PNG, JPEG, HEIC, DOCX, XLSX, TXT or CSV, up to {most} each").format(
                most=size_words(MOST_BYTES)
            ),
            too_big=too_big_words(),
            on_added=documents.load,
        ),
        ui.dialog_end(
            ui.button(_("Done"), look="primary", wide=True, large=True, on_click=documents.close)
        ),
        id="add-documents",
        subtitle=_("Your lender sees what you add. Other borrowers on this account do not."),
        open=documents.dialog == "new",
        on_close=documents.close,
    )


def _view_dialog(documents: Any) -> Component:
    chosen = documents.chosen
    address = f"{documents.view.viewed_at}{chosen.key}"
    saved = f"{documents.view.saved_at}{chosen.key}"
    return ui.dialog(
        chosen.name,
        rx.cond(
            chosen.view == "picture",
            ui.shown_picture(address, chosen.name),
            ui.shown_pdf(address, chosen.name),
        ),
        ui.row(
            ui.downloads(ui.file_button(_("Download"), saved)),
            ui.link(_("Open in its own tab"), to=address, reload=True, custom_attrs=_NEW_TAB),
            between=True,
        ),
        id="view-document",
        subtitle=chosen.details,
        open=documents.dialog == "view",
        on_close=documents.close,
        wide=True,
    )


def _delete_dialog(documents: Any) -> Component:
    return ui.dialog(
        _("Delete this document?"),
        ui.stack(
            rx.cond(
                documents.problem == "",
                rx.fragment(),
                ui.notice("bad", documents.problem, urgent=True),
            ),
            ui.text(_("It is gone for good, for you and for your lender.")),
            ui.actions(
                ui.button(_("Keep it"), on_click=documents.close),
                ui.button(_("Delete"), look="danger", on_click=documents.delete),
            ),
        ),
        id="delete-document",
        subtitle=documents.chosen.name,
        open=documents.dialog == "delete",
        on_close=documents.close,
    )
