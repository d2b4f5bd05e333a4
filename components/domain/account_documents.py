"""The tab Documents of an account's page: the list, and its three dialogs."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.add_documents import add_documents
from components.ui.parts import Child, Component
from services.documents.views import DocumentGroup, DocumentLine
from services.language import _

_NEW_TAB = {"target": "_blank"}


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
    return add_documents(
        documents,
        address=documents.view.added_at,
        open=documents.dialog == "new",
        subtitle=_("Your lender sees what you add. Other borrowers on this account do not."),
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
    return ui.sure_dialog(
        _("Delete this document?"),
        _("It is gone for good, for you and for your lender."),
        _("Delete"),
        id="delete-document",
        subtitle=documents.chosen.name,
        open=documents.dialog == "delete",
        problem=documents.problem,
        on_do=documents.delete,
        on_close=documents.close,
    )
