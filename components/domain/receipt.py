"""What became of a payment."""

import reflex as rx

from components import ui
from components.ui.parts import Component, Handler
from services.language import _
from services.payments.receipt_lines import ReceiptLines


def receipt(lines: ReceiptLines, on_done: Handler) -> Component:
    """The dialog's last screen."""
    drawing = rx.match(
        lines.tone,
        ("ok", ui.tile("check", "ok", round=True)),
        ("warn", ui.tile("clock", "warn", round=True)),
        ui.tile("error", "bad", round=True),
    )
    return ui.stack(
        ui.stack(
            drawing,
            ui.focus_here(lines.heading),
            ui.hero_amount(lines.amount),
            ui.text(lines.words, tone="muted"),
            gap=2,
            centered=True,
        ),
        ui.definition_rows(
            ui.definition(_("Confirmation"), lines.confirmation, data_testid="confirmation"),
            ui.definition(_("From"), lines.paid_from),
            rx.cond(
                lines.parts == "",
                rx.fragment(),
                rx.fragment(
                    ui.definition(_("Principal · Interest · Fees"), lines.parts),
                    ui.definition(_("New balance"), lines.balance),
                ),
            ),
        ),
        ui.dialog_end(
            ui.stack(
                rx.cond(lines.download == "", rx.fragment(), _download(lines)),
                ui.button(_("Done"), look="primary", wide=True, large=True, on_click=on_done),
                gap=2,
            )
        ),
    )


def _download(lines: ReceiptLines) -> Component:
    """A button: the browser asks for the file and stays where it is."""
    return ui.native_form(
        lines.download,
        ui.button(_("Download receipt"), icon="download", large=True, wide=True, submit=True),
        method="get",
    )
