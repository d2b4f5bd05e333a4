"""Disputes in a table of transactions: the button of a row, its status, and the dialog.

dispute_status(line, tone)                        a badge; nothing without a dispute
dispute_button(DisputeState, key, line, about)    *Dispute*, or *See dispute*
dispute_dialog(DisputeState)                      once on the page
"""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component, Text
from services.disputes.views import Choice, Step
from services.language import _


def dispute_status(line: Any, tone: Any) -> Child:
    return rx.cond(line == "", rx.fragment(), ui.badge(line, tone))


def dispute_button(dispute: Any, key: Any, line: Any, about: Text) -> Component:
    """`dispute`: the state, see `state/dispute.py`; `key` and `line` of the row; `about`: what
    screen readers say after the label, such as the merchant.
    """
    label = rx.cond(line == "", _("Dispute"), _("See dispute"))
    return ui.text_button(
        rx.fragment(label, ui.screen_reader(" ", about)), on_click=dispute.open(key)
    )


def dispute_dialog(dispute: Any) -> Component:
    return ui.dialog(
        _("Dispute this transaction"),
        rx.cond(
            dispute.problem == "",
            rx.fragment(),
            ui.notice("bad", dispute.problem, urgent=True),
        ),
        rx.cond(dispute.view.title == "", rx.fragment(), _thing(dispute.view)),
        rx.match(
            dispute.step,
            ("case", _case(dispute)),
            ("ask", rx.cond(dispute.view.title == "", _only_close(dispute), _ask(dispute))),
            rx.fragment(),
        ),
        id="dispute",
        open=dispute.step != "",
        on_close=dispute.close,
        step=dispute.step,
        locked=dispute.sending,
    )


def _thing(view: Any) -> Component:
    return ui.well(
        ui.definition_rows(
            ui.definition(_("Transaction"), view.title),
            ui.definition(_("Amount"), ui.money(view.amount)),
            ui.definition(_("Date"), view.day),
            rx.cond(
                (view.until == "") | (view.case.number != ""),
                rx.fragment(),
                ui.definition(_("Can be disputed until"), view.until),
            ),
            dense=True,
        )
    )


def _ask(dispute: Any) -> Component:
    return ui.form(
        dispute.send,
        ui.select(
            _("What is wrong?"),
            "reason",
            ui.option(_("Choose"), ""),
            rx.foreach(dispute.view.reasons, _reason),
            id="dispute-reason",
            error=dispute.reason_error,
        ),
        ui.text_area(
            _("What happened?"),
            "words",
            id="dispute-words",
            rows=4,
            max_length=1_000,
            hint=_("Never type a card number or a password here."),
            error=dispute.words_error,
        ),
        ui.text(
            _(
                "While we look into it you need not pay this amount. We answer within two billing"
                " cycles, at most 90 days."
            ),
            tone="muted",
        ),
        ui.dialog_end(
            ui.actions(
                ui.button(_("Cancel"), on_click=dispute.close),
                ui.button(
                    _("Send dispute"),
                    look="primary",
                    submit=True,
                    pending=dispute.sending,
                    pending_label=_("Sending"),
                ),
            )
        ),
    )


def _reason(choice: Choice) -> Component:
    return ui.option(choice.label, choice.value)


def _case(dispute: Any) -> Component:
    case = dispute.view.case
    return ui.stack(
        ui.focus_here(case.title),
        ui.row(ui.badge(case.state, case.tone)),
        ui.text(case.reason, strong=True),
        rx.cond(case.mine, ui.typed_text(case.words), rx.fragment()),
        ui.item_list(_("Steps"), rx.foreach(case.steps, _step)),
        ui.dialog_end(
            ui.actions(
                rx.cond(
                    case.open & case.mine,
                    ui.button(_("Withdraw dispute"), on_click=dispute.withdraw),
                    rx.fragment(),
                ),
                ui.button(_("Done"), look="primary", on_click=dispute.close),
            )
        ),
    )


def _step(step: Step) -> Component:
    return ui.item(
        step.state,
        ui.text(step.when, tone="faint", size="small"),
        rx.cond(step.note == "", rx.fragment(), ui.text(step.note, tone="muted")),
    )


def _only_close(dispute: Any) -> Component:
    return ui.dialog_end(ui.actions(ui.button(_("Done"), look="primary", on_click=dispute.close)))
