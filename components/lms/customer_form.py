"""The dialog that makes or changes a customer."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Component, Text
from state.lms.customer import CustomerState
from state.lms.customer_form import CustomerFormState as State


def customer_form() -> Component:
    view = CustomerState.view
    return ui.dialog(
        rx.cond(State.is_new, "New customer", "Edit customer"),
        ui.form(
            State.save,
            rx.cond(
                (State.problem != "") & (State.field == ""),
                ui.notice("bad", State.problem, urgent=True),
                rx.fragment(),
            ),
            ui.columns(
                _field("First name", "first_name", view.first_name, max_length=80),
                _field("Last name", "last_name", view.last_name, max_length=80),
            ),
            _field(
                "Email",
                "email",
                view.email,
                kind="email",
                hint="Also the username of their login, and where its mails go.",
            ),
            ui.columns(
                _field("Phone", "phone", view.phone, kind="tel"),
                _field("State", "state", view.state, max_length=2, hint="Two letters."),
            ),
            ui.dialog_end(
                ui.actions(
                    ui.button("Cancel", on_click=State.close),
                    ui.button("Save", look="primary", submit=True),
                )
            ),
            no_validate=True,
        ),
        id="customer-form",
        open=State.open,
        on_close=State.close,
    )


def _field(
    label: str,
    name: str,
    value: Any,
    *,
    kind: ui.Kind = "text",
    hint: Text | None = None,
    **props: int,
) -> Component:
    return ui.field(
        label,
        name,
        kind=kind,
        id=f"customer-{name}",
        hint=hint,
        error=rx.cond(State.field == name, State.problem, ""),
        default_value=rx.cond(State.is_new, "", value),
        **{"auto_complete": "off", **props},
    )
