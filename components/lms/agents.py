"""The list of agents, and the dialogs that change one."""

from typing import Any

import reflex as rx

from components import ui
from components.lms.dialogs import danger_buttons
from components.ui.parts import Child, Component
from services.agents import ROLES_IN_WORDS
from services.agents.directory import AgentRow
from state.lms.agents import AgentsState as State

_COLUMNS = (
    ui.Column("Name"),
    ui.Column("Email"),
    ui.Column("Role"),
    ui.Column("State"),
    ui.Column("Last log-in"),
    ui.Column("Actions"),
)


def agents_table() -> Component:
    return ui.table("Agents", _COLUMNS, State.view.rows, _cells)


def questions() -> Component:
    return rx.fragment(_add(), _reset(), _disable())


def _cells(row: AgentRow) -> tuple[Child, ...]:
    return (
        ui.row(row.name, rx.cond(row.is_me, ui.badge("You", "info"), rx.fragment()), gap=2),
        row.email,
        ui.bare_select(
            f"Role of {row.name}",
            *_roles(),
            value=row.role,
            on_change=lambda role: State.set_role(row.id, role),
        ),
        rx.match(
            row.state,
            ("disabled", ui.badge("Disabled", "bad")),
            ("invited", ui.badge("Invited", "info")),
            ("step_lost", ui.badge("Second step to be set up", "warn")),
            ui.badge("Ready", "ok"),
        ),
        rx.cond(row.last_in == "", "Never", row.last_in),
        _actions(row),
    )


def _roles() -> list[Component]:
    return [ui.option(label, role.value) for role, label in ROLES_IN_WORDS.items()]


def _actions(row: AgentRow) -> Component:
    menu, label = f"menu-{row.id}", f"Actions for {row.name}"
    may_come_in = rx.fragment(
        ui.menu_action("Send set-password link", icon="user", on_click=State.send_link(row.id)),
        rx.cond(
            row.is_me,
            rx.fragment(),
            ui.menu_action(
                "Reset second step", icon="refresh", on_click=State.ask("reset", row.id)
            ),
        ),
        ui.menu_action("Disable", icon="lock", danger=True, on_click=State.ask("disable", row.id)),
    )
    return rx.fragment(
        ui.menu_button(ui.icon("more"), menu=menu, class_name="btn ghost square", aria_label=label),
        ui.menu(
            rx.cond(
                row.state == "disabled",
                ui.menu_action("Enable", icon="check", on_click=State.enable(row.id)),
                may_come_in,
            ),
            id=menu,
            label=label,
        ),
    )


def _add() -> Component:
    return ui.dialog(
        "New agent",
        ui.form(
            State.add,
            rx.cond(
                (State.problem != "") & (State.field == ""),
                ui.notice("bad", State.problem, urgent=True),
                rx.fragment(),
            ),
            _field("Name", "name", max_length=80),
            _field(
                "Email",
                "email",
                kind="email",
                hint="Their username. A link to set a password goes there.",
            ),
            ui.select(
                "Role",
                "role",
                *_roles(),
                hint="Viewers look, servicers change customers, administrators also settings.",
                id="agent-role",
                error=_error("role"),
            ),
            ui.text("At the first log-in they set up an authenticator app.", tone="muted"),
            ui.dialog_end(
                ui.actions(
                    ui.button("Cancel", on_click=State.close),
                    ui.button("Invite", look="primary", submit=True),
                )
            ),
            no_validate=True,
        ),
        id="agent",
        open=State.asks == "add",
        on_close=State.close,
    )


def _field(label: str, name: str, **props: Any) -> Component:
    return ui.field(
        label, name, id=f"agent-{name}", error=_error(name), **{"auto_complete": "off", **props}
    )


def _error(name: str) -> Any:
    return rx.cond(State.field == name, State.problem, "")


def _reset() -> Component:
    return ui.dialog(
        "Reset second step",
        ui.form(
            State.reset_step,
            ui.text(
                "The authenticator app and recovery codes of ",
                State.chosen.name,
                " are forgotten, open sessions end, and they are told by mail.",
            ),
            ui.field(
                "Reason",
                "reason",
                hint="Such as how you made sure who is asking.",
                error=State.problem,
                auto_complete="off",
                max_length=300,
            ),
            danger_buttons("Reset second step", State.close, submit=True),
        ),
        id="reset",
        open=State.asks == "reset",
        on_close=State.close,
    )


def _disable() -> Component:
    return ui.dialog(
        "Disable agent",
        ui.stack(
            ui.text(
                "Sessions of ", State.chosen.name, " end at once, and their log-in opens nothing."
            ),
            rx.cond(
                State.problem == "", rx.fragment(), ui.notice("bad", State.problem, urgent=True)
            ),
            danger_buttons("Disable", State.close, on_click=State.disable),
        ),
        id="disable",
        open=State.asks == "disable",
        on_close=State.close,
    )
