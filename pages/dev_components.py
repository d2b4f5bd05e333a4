"""Every component in every state, for whoever changes the look. In the demo only."""

from dataclasses import dataclass

import reflex as rx
from reflex.experimental import ClientStateVar

from components import ui
from components.shell import private_page
from components.ui.icon import NAMES
from components.ui.parts import Child


@dataclass(frozen=True, slots=True)
class _Line:
    date: str
    kind: str
    amount: str
    balance: str


_LINES = (
    _Line("Nov 1, 2026", "Payment", "$424.27", "$9,214.06"),
    _Line("Oct 1, 2026", "Payment", "$424.27", "$9,560.19"),
    _Line("Sep 14, 2026", "Late fee", "$15.00", "$9,902.83"),
)


def dev_components() -> rx.Component:
    return private_page(
        ui.stack(
            ui.page_header(
                "Components",
                subtitle="Each in all of its states. Words and figures are made up.",
                action=ui.button("Pay Multiple", look="ink"),
            ),
            _notices(),
            _accounts(),
            _figures(),
            ui.columns(_buttons(), _badges()),
            ui.columns(_fields(), _choices()),
            _overlays(),
            _tabs(),
            _data(),
            ui.columns(_waiting(), _receipt()),
            _icons(),
            gap=5,
        ),
        current="accounts",
        customer="Maria Reyes",
        initials="MR",
    )


def _section(title: str, *children: Child) -> rx.Component:
    return ui.card(ui.stack(ui.heading(title), *children))


def _notices() -> rx.Component:
    return ui.stack(
        ui.notice(
            "bad",
            "Pay ",
            ui.money("$412.20", strong=True),
            " today to avoid a $15.00 late fee on Nov 28.",
            title="Auto loan ····4417 is 6 days past due.",
            leading=ui.badge("Past due", "bad"),
            action=ui.button("Pay past due"),
            hero=True,
        ),
        ui.notice("warn", "AutoPay takes $424.27 on Dec 1.", title="This may be a second payment."),
        ui.notice("info", "Bank payments take one to three business days."),
        ui.notice(
            "ok", "We sent the receipt to maria.reyes@example.com.", title="Payment received."
        ),
        gap=3,
    )


def _accounts() -> rx.Component:
    return ui.stack(
        _account("Personal loan", "L-1082", "$9,214.06", ui.badge("Current", "ok")),
        _account("Auto loan", "L-4417", "$117,530.90", ui.badge("Past due", "bad")),
    )


def _account(kind: str, number: str, balance: str, status: rx.Component) -> rx.Component:
    return ui.article_card(
        ui.record(
            ui.record_lead("banknote", kind, f"····{number[-4:]}", status),
            ui.figure("Current balance", balance, big=True),
            ui.figure("Next due", "$424.27 · Dec 1"),
            ui.stack(
                ui.figure("Remaining", "24 of 36"),
                ui.progress(33, "12 of 36 payments made"),
                gap=0,
            ),
            actions=ui.record_actions(
                ui.button("Pay", look="primary"), ui.details_link("Details", "/dev/components/")
            ),
        ),
        label=f"{kind} {number}",
    )


def _figures() -> rx.Component:
    aside = ui.aside_button("Explain current balance", "How is this computed?")
    return ui.stack(
        ui.figures(
            ui.figure("Current balance", "$9,214.06", big=True, aside=aside),
            ui.figure("Next due date", "Dec 1, 2026", big=True),
            ui.figure("Next payment", "$424.27", big=True),
            ui.figure("Remaining payments", "24", big=True),
        ),
        ui.card(
            ui.curves(
                "M0 0L700 1000",
                "M0 0L1000 1000",
                size=(1000, 1000),
                names=("Balance with this", "Balance as scheduled"),
            )
        ),
    )


def _buttons() -> rx.Component:
    return _section(
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


def _badges() -> rx.Component:
    return _section(
        "Statuses and bars",
        ui.row(
            ui.badge("Current", "ok"),
            ui.badge("Past due", "bad"),
            ui.badge("Processing", "warn"),
            ui.badge("AutoPay on", "info"),
            ui.badge("Paid in full", "mute"),
        ),
        ui.row(
            ui.tile("banknote"),
            ui.tile("car"),
            ui.tile("credit-card"),
            ui.tile("success", "ok", round=True),
            ui.tile("clock", "warn", round=True),
            ui.tile("error", "bad", round=True),
            ui.tile("info", "info", round=True),
        ),
        ui.progress(33, "12 of 36 payments made"),
        ui.progress(26, "26 % of the limit used", amber=True),
    )


def _fields() -> rx.Component:
    return _section(
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


def _choices() -> rx.Component:
    return _section(
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


def _overlays() -> rx.Component:
    opened = ClientStateVar.create("dev_dialog", default=False)
    close = opened.set_value(False)
    return _section(
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


def _tabs() -> rx.Component:
    chosen = ClientStateVar.create("dev_tab", default="summary")
    names = {"summary": "Summary", "transactions": "Transactions", "documents": "Documents"}
    panels = [
        (value, ui.tab_panel(value, ui.text(f"The panel of {label}."), name="dev"))
        for value, label in names.items()
    ]
    return _section(
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


def _data() -> rx.Component:
    return ui.card(
        ui.table(
            "Transactions",
            (
                ui.Column("Date"),
                ui.Column("Type"),
                ui.Column("Amount", figures=True),
                ui.Column("Balance after", figures=True),
            ),
            _LINES,
            lambda line: (line.date, line.kind, line.amount, line.balance),
        ),
        pad=False,
    )


def _waiting() -> rx.Component:
    return ui.stack(
        ui.skeleton_cards(1),
        ui.card(
            ui.empty_state(
                "No payments yet",
                "Your payments appear here, with their receipts, as soon as you make one.",
                icon="receipt",
                action=ui.button("Make a first payment", look="primary"),
            )
        ),
        ui.card(
            ui.failed_state(
                "Your accounts could not be read",
                "Nothing was changed and nothing was charged. Please try again in a moment.",
                on_retry=rx.noop(),
            )
        ),
    )


def _receipt() -> rx.Component:
    return ui.card(
        ui.stack(
            ui.tile("check", "ok", round=True),
            ui.heading("Payment received"),
            ui.hero_amount("$424.27"),
            ui.text("Applied to Personal loan ····1082 today", tone="muted"),
            gap=2,
            centered=True,
        ),
        ui.definition_rows(
            ui.definition("Confirmation", "P-2K7Q-94XA"),
            ui.definition("From", "Chase checking ····6789"),
            ui.definition("Principal · Interest · Fees", "$346.13 · $78.14 · $0.00"),
            ui.definition("New balance", "$8,867.93"),
        ),
        ui.actions(ui.button("Download receipt"), ui.button("Done", look="primary")),
    )


def _icons() -> rx.Component:
    return _section(
        "Icons",
        ui.columns(
            *[ui.row(ui.icon(name), ui.text(name, size="small", tone="faint")) for name in NAMES]
        ),
    )
