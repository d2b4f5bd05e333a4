"""The part of the components' page that is pressed, typed into and chosen from."""

import reflex as rx
from reflex.experimental import ClientStateVar

from components import ui
from components.ui.parts import Child


def section(title: str, *children: Child) -> rx.Component:
    return ui.card(ui.stack(ui.heading(title), *children))


def buttons() -> rx.Component:
    return section(
        "Buttons",
        ui.row(
            ui.button("Primary", look="primary"),
            ui.button("Ink", look="ink"),
            ui.button("Secondary"),
            ui.button("Ghost", look="ghost"),
            ui.button("Danger", look="danger"),
        ),
        ui.row(
            ui.button("Disabled", look="primary", disabled=True),
            ui.button("Pay $424.27", look="primary", pending=True, pending_label="Paying…"),
            ui.button("Download receipt", icon="download"),
            ui.button_link("As a link", "/dev/components/"),
        ),
        ui.row(
            ui.link(ui.icon("chevron-left"), "Back to accounts", to="/dev/components/"),
            ui.text_button("See Breakdown", on_click=rx.noop()),
        ),
        ui.button("Continue", look="primary", wide=True, large=True),
    )


def fields() -> rx.Component:
    return section(
        "Fields",
        ui.field("Email", "email", kind="email", placeholder="you@example.com"),
        ui.password_field("Password"),
        ui.field("Amount", "amount", kind="amount", hint="Up to $9,292.20, the payoff today."),
        ui.field(
            "Custom amount",
            "wrong_amount",
            kind="amount",
            default_value="10000",
            error="That is more than the payoff of $9,292.20. You were not charged.",
        ),
        ui.field("Payment date", "date", kind="date", default_value="2026-12-01"),
        ui.field("Code", "code", kind="code", hint="Six digits, sent to ···· 0143."),
        ui.field("Disabled", "disabled", default_value="Cannot be changed", disabled=True),
    )


def choices() -> rx.Component:
    return section(
        "Choices",
        ui.radio_cards(
            "Amount to pay",
            ui.radio_card(
                "Next due",
                "choice",
                "next",
                sub="Due Dec 1",
                amount="$424.27",
                default_checked=True,
            ),
            ui.radio_card(
                "Past due", "choice", "past", sub="Nothing past due", amount="$0.00", disabled=True
            ),
            ui.radio_card(
                "Payoff", "choice", "payoff", sub="Good through today", amount="$9,292.20"
            ),
            ui.radio_card(
                "Custom",
                "choice",
                "custom",
                trailing=ui.amount_input("Amount of your own", "custom_amount"),
            ),
        ),
        ui.select(
            "Pay with",
            "method",
            ui.option("Visa ····4242", "1"),
            ui.option("Chase checking ····6789", "2"),
        ),
        ui.checkbox("Schedule Future Date", "later"),
        ui.checkbox(
            "I accept the terms",
            "accept",
            hint="You can cancel until it runs.",
            default_checked=True,
        ),
        _preview(),
    )


def _preview() -> rx.Component:
    return ui.well(
        ui.definition_rows(
            ui.definition("To interest", "$78.14"),
            ui.definition("To principal", "$346.13"),
            ui.definition("Balance after", "$8,867.93", total=True),
            dense=True,
        )
    )


def overlays() -> rx.Component:
    opened = ClientStateVar.create("dev_dialog", default=False)
    close = opened.set_value(False)
    return section(
        "Dialog and menu",
        opened,
        ui.row(
            ui.button("Make a payment", look="primary", on_click=opened.set_value(True)),
            ui.menu_button(
                ui.icon("more"),
                menu="dev-menu",
                aria_label="Actions for Visa 4242",
                class_name="btn secondary square",
            ),
        ),
        ui.menu(
            ui.menu_action("Make default", icon="check", on_click=rx.noop()),
            ui.menu_link("Components", "/dev/components/", icon="settings"),
            ui.menu_action("Delete", icon="trash", danger=True, on_click=rx.noop()),
            id="dev-menu",
            label="Actions for Visa 4242",
        ),
        ui.dialog(
            "Make a payment",
            ui.radio_cards(
                "Amount",
                ui.radio_card(
                    "Next due",
                    "pay",
                    "next",
                    sub="Due Dec 1",
                    amount="$424.27",
                    default_checked=True,
                ),
                ui.radio_card(
                    "Past due", "pay", "past", sub="Nothing past due", amount="$0.00", disabled=True
                ),
                ui.radio_card(
                    "Payoff", "pay", "payoff", sub="Good through today", amount="$9,292.20"
                ),
                ui.radio_card(
                    "Custom", "pay", "custom", trailing=ui.amount_input("Amount", "pay_amount")
                ),
            ),
            ui.select("Pay with", "pay_with", ui.option("Chase checking ····6789", "2")),
            ui.checkbox("Schedule Future Date", "pay_later"),
            _preview(),
            ui.button("Continue", look="primary", wide=True, large=True, on_click=close),
            id="dev-dialog",
            subtitle="Personal loan ····1082 · balance $9,214.06",
            open=opened.value,
            on_close=close,
        ),
    )


def tabs() -> rx.Component:
    chosen = ClientStateVar.create("dev_tab", default="summary")
    names = {"summary": "Summary", "transactions": "Transactions", "documents": "Documents"}
    panels = [
        (value, ui.tab_panel(value, ui.text(f"The panel of {label}."), name="dev"))
        for value, label in names.items()
    ]
    return section(
        "Tabs",
        chosen,
        ui.tab_list(
            "Parts of the account",
            *[
                ui.tab(
                    label, value, current=chosen.value, on_click=chosen.set_value(value), name="dev"
                )
                for value, label in names.items()
            ],
        ),
        rx.match(chosen.value, *panels, rx.fragment()),
    )
