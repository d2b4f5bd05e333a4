"""Every component in every state, for whoever changes the look. In the demo only."""

from dataclasses import dataclass

import reflex as rx

from components import ui
from components.shell import private_page
from components.ui.icon import NAMES
from pages.dev_controls import buttons, choices, fields, overlays, section, tabs


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
            ui.columns(buttons(), _badges()),
            ui.columns(fields(), choices()),
            overlays(),
            tabs(),
            _data(),
            ui.columns(_waiting(), _receipt()),
            _icons(),
            gap=5,
        ),
        current="accounts",
        customer="Maria Reyes",
        initials="MR",
    )


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


def _badges() -> rx.Component:
    return section(
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
    return section(
        "Icons",
        ui.columns(
            *[ui.row(ui.icon(name), ui.text(name, size="small", tone="faint")) for name in NAMES]
        ),
    )
