"""*Add documents*: the box that takes files, for borrowers and agents."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component, Flag, Text
from services.documents.content import MOST_BYTES
from services.documents.words import size_words, too_big_words
from services.language import _

_ACCEPT = ".pdf,.png,.jpg,.jpeg,.heic,.heif,.docx,.xlsx,.txt,.csv"


def add_documents(
    documents: Any, *before: Child, address: Text, open: Flag, subtitle: Text | None = None
) -> Component:
    """`documents`: a state with `sending`, `load`, `tell_sending`, `close`. It stays open while a
    file is on its way: closing would end that without a word.
    """
    kinds = _("PDF, PNG, JPEG, HEIC, DOCX, XLSX, TXT or CSV, up to {most} each")
    return ui.dialog(
        _("Add documents"),
        ui.stack(
            *before,
            ui.upload_box(
                address,
                accept=_ACCEPT,
                most=MOST_BYTES,
                kinds=kinds.format(most=size_words(MOST_BYTES)),
                too_big=too_big_words(),
                on_added=documents.load,
                on_sending=documents.tell_sending,
            ),
        ),
        ui.dialog_end(
            ui.stack(
                rx.cond(
                    documents.sending,
                    ui.text(
                        _("Files are on their way. Wait for them, or cancel them."),
                        tone="muted",
                        size="small",
                    ),
                    rx.fragment(),
                ),
                ui.button(
                    _("Done"),
                    look="primary",
                    wide=True,
                    large=True,
                    disabled=documents.sending,
                    on_click=documents.close,
                ),
                gap=2,
            )
        ),
        id="add-documents",
        subtitle=subtitle,
        open=open,
        on_close=documents.close,
        locked=documents.sending,
    )
