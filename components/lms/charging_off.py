"""Charging an account off: a card that says what it is, and the dialog that asks why."""

import reflex as rx

from components import ui
from components.lms.dialogs import danger_buttons
from components.ui.parts import Component, Text
from state.lms.charging_off import ChargingOffState as State


def charging_off_card(number: Text) -> Component:
    return ui.card(
        ui.row(
            ui.stack(
                ui.heading("Charge off", level=2),
                ui.text(
                    "When the lender no longer expects to be paid. It cannot be taken back.",
                    tone="muted",
                ),
                gap=1,
            ),
            ui.button("Charge off", on_click=State.open(number)),
            between=True,
        )
    )


def charging_off_dialog() -> Component:
    return ui.dialog(
        "Charge off",
        rx.cond(State.step == "done", _done(), _asked()),
        id="charging-off",
        subtitle=State.asked.number,
        open=State.step != "",
        on_close=State.close,
        step=State.step,
        title_shown=State.step != "done",
    )


def _asked() -> Component:
    asked = State.asked
    problem = ui.notice("bad", State.problem, urgent=True)
    form = ui.form(
        State.charge_off,
        ui.definition_rows(
            ui.definition("Principal, written off", ui.money(asked.principal, strong=True)),
            ui.definition("Interest, let go", ui.money(asked.interest)),
            ui.definition("Fees, let go", ui.money(asked.fees)),
            ui.definition("As of", asked.day),
            dense=True,
        ),
        ui.text(
            "The account is closed: nothing falls due on it any more, it takes no payments and"
            " nothing can be drawn. Its borrowers see that at once. This cannot be taken back."
        ),
        ui.field(
            "Reason",
            "reason",
            id="charging-off-reason",
            hint="For the audit log; the borrower does not read it.",
            error=State.error,
            auto_complete="off",
            max_length=300,
        ),
        rx.cond(State.problem == "", rx.fragment(), problem),
        danger_buttons("Charge off", State.close, submit=True),
    )
    return rx.cond(asked.number == "", problem, form)


def _done() -> Component:
    return ui.stack(
        ui.focus_here("Account charged off"),
        ui.definition_rows(
            ui.definition("Account", State.asked.number),
            ui.definition("Written off", ui.money(State.written_off)),
        ),
        ui.dialog_end(ui.actions(ui.button("Done", look="primary", on_click=State.close))),
    )
