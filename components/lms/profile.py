"""The tab *Profile* of a customer: record, flags, who may come in, open sessions."""

from typing import Any

import reflex as rx

from components import ui
from components.lms.dialogs import danger_buttons
from components.ui.parts import Child, Component
from services.customers.views import Flag, SessionLine
from state.lms.customer import CustomerState as State
from state.lms.customer_form import CustomerFormState
from state.lms.me import MeState

_STEPS = (
    ("As the lender requires", "inherit"),
    ("None: the password alone", "none"),
    ("Text message", "sms"),
    ("Email (weak)", "email"),
    ("Authenticator app", "authenticator"),
)


def profile() -> Component:
    return ui.stack(
        ui.topic_card("Record", "What the lender knows of this person.", *_record()),
        ui.topic_card("Flags", "What everyone who writes or collects must heed.", *_flags()),
        ui.topic_card("Portal access", "Whether and how they log in.", *_access()),
        ui.topic_card("Sessions", "Browsers that are logged in now.", *_sessions()),
        _questions(),
    )


def for_servicers(child: Child) -> Component:
    """Viewers only look; the services refuse them as well."""
    return rx.cond(MeState.view.may_service, child, rx.fragment())


def _record() -> tuple[Child, ...]:
    view = State.view
    return (
        ui.definition_rows(
            ui.definition("Name", view.name),
            ui.definition("Email", view.email),
            ui.definition("Phone", _or_none(view.phone)),
            ui.definition("Text messages", rx.cond(view.texts == "", "–", view.texts)),
            ui.definition("State", _or_none(view.state)),
            ui.definition("Customer since", view.since),
        ),
        for_servicers(ui.row(ui.button("Edit", on_click=CustomerFormState.edit))),
    )


def _flags() -> tuple[Child, ...]:
    return (ui.stack(rx.foreach(State.view.flags, _flag), gap=0),)


def _flag(flag: Flag) -> Component:
    return ui.checkbox(
        flag.label,
        "flag",
        id=flag.key,
        hint=flag.hint,
        checked=flag.on,
        disabled=~MeState.view.may_service,
        on_change=lambda on: State.set_flag(flag.key, on),
    )


def _access() -> tuple[Child, ...]:
    view = State.view
    return (
        ui.definition_rows(
            ui.definition(
                "Portal access",
                rx.cond(view.access, ui.badge("Granted", "ok"), ui.badge("Not granted", "mute")),
            ),
            ui.definition("Login", rx.cond(view.login == "", "None yet", view.login)),
            ui.definition("Last log-in", rx.cond(view.last_in == "", "Never", view.last_in)),
            ui.definition("Set up", rx.cond(view.set_up == "", "Nothing", view.set_up)),
        ),
        rx.cond(
            view.disabled,
            ui.notice(
                "warn",
                "A reset switches it on again.",
                title="The second step is switched off after 100 wrong codes.",
            ),
            rx.fragment(),
        ),
        ui.select(
            "Second step",
            "second_step",
            *[ui.option(label, value) for label, value in _STEPS],
            hint="In place of the lender's policy, for this customer only.",
            value=view.step,
            disabled=~MeState.view.may_service,
            on_change=State.set_step,
        ),
        for_servicers(_access_buttons()),
    )


def _access_buttons() -> Component:
    view = State.view
    return ui.row(
        rx.cond(
            view.access,
            rx.fragment(
                ui.button("Send set-password link", on_click=State.send_link),
                ui.button("Withdraw portal access", on_click=State.ask("withdraw")),
            ),
            ui.button("Grant portal access", look="primary", on_click=State.grant),
        ),
        rx.cond(
            view.login == "",
            rx.fragment(),
            ui.button("Reset second step", on_click=State.ask("reset")),
        ),
    )


def _sessions() -> tuple[Child, ...]:
    view = State.view
    return (
        rx.cond(
            view.sessions,
            _lines("Open sessions", view.sessions, "End", State.end_session),
            ui.text("Nobody is logged in.", tone="muted"),
        ),
        rx.cond(
            view.devices,
            ui.stack(
                ui.heading("Trusted devices", level=3),
                _lines("Trusted devices", view.devices, "Revoke", State.revoke_device),
                gap=2,
            ),
            rx.fragment(),
        ),
        rx.cond(
            view.sessions,
            for_servicers(ui.row(ui.button("End all sessions", on_click=State.end_sessions))),
            rx.fragment(),
        ),
    )


def _lines(caption: str, rows: Any, verb: str, handler: Any) -> Component:
    columns = (
        ui.Column("Browser"),
        ui.Column("Address"),
        ui.Column("Last use"),
        ui.Column(verb),
    )

    def cells(line: SessionLine) -> tuple[Child, ...]:
        button = ui.text_button(verb, on_click=handler(line.id))
        return line.browser, line.address, line.used, for_servicers(button)

    return ui.table(caption, columns, rows, cells)


def _questions() -> Component:
    return rx.fragment(
        ui.dialog(
            "Reset second step",
            ui.form(
                State.reset_step,
                ui.text(
                    "Their authenticator app, recovery codes and trusted devices are forgotten,"
                    " open sessions end, and the owner is told by mail."
                ),
                ui.field(
                    "Reason",
                    "reason",
                    hint="Such as how you made sure who is asking.",
                    error=State.problem,
                    auto_complete="off",
                    max_length=300,
                ),
                danger_buttons("Reset second step", State.ask(""), submit=True),
            ),
            id="reset",
            open=State.asks == "reset",
            on_close=State.ask(""),
        ),
        ui.dialog(
            "Withdraw portal access",
            ui.stack(
                ui.text("Their sessions end at once, and their login opens nothing any more."),
                danger_buttons("Withdraw", State.ask(""), on_click=State.withdraw),
            ),
            id="withdraw",
            open=State.asks == "withdraw",
            on_close=State.ask(""),
        ),
    )


def _or_none(text: Any) -> Child:
    return rx.cond(text == "", "–", text)
