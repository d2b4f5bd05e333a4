"""The dialog *Post a payment*: what the lender took in itself."""

import reflex as rx

from components import ui
from components.ui.parts import Component
from state.lms.posting import PostingState as State


def posting_dialog() -> Component:
    return ui.dialog(
        "Post a payment",
        rx.cond(State.step == "posted", _posted(), _amount()),
        id="posting",
        subtitle=State.number,
        open=State.step != "",
        on_close=State.close,
        step=State.step,
        title_shown=State.step != "posted",
    )


def _amount() -> Component:
    return rx.cond(
        State.problem != "",
        ui.notice("bad", State.problem, urgent=True),
        ui.form(
            State.post,
            ui.definition_rows(
                ui.definition("Payoff today", ui.money(State.payoff)),
                ui.definition("Posted as of", State.day),
                dense=True,
            ),
            ui.field(
                "Amount",
                "amount",
                kind="amount",
                id="posting-amount",
                hint="Fees first, then interest, then principal.",
                error=State.error,
            ),
            ui.dialog_end(
                ui.actions(
                    ui.button("Cancel", on_click=State.close),
                    ui.button("Post payment", look="primary", submit=True),
                )
            ),
        ),
    )


def _posted() -> Component:
    return ui.stack(
        ui.focus_here("Payment posted"),
        ui.definition_rows(
            ui.definition("Amount", ui.money(State.amount)),
            ui.definition("Account", State.number),
            ui.definition("Confirmation", State.confirmation),
        ),
        ui.dialog_end(ui.actions(ui.button("Done", look="primary", on_click=State.close))),
    )
