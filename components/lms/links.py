"""The tab *Links & Access* of a customer."""

from typing import Any

import reflex as rx

from components import ui
from components.lms.dialogs import danger_buttons
from components.lms.posting import posting_dialog
from components.lms.profile import for_servicers
from components.ui.parts import Child, Component
from portal_app.routes import LMS_ACCOUNTS
from services.customers.views import LinkedAccount
from state.lms.links import LinksState as State
from state.lms.me import MeState
from state.lms.posting import PostingState

_COLUMNS = (
    ui.Column("Account"),
    ui.Column("Status"),
    ui.Column("Payoff", figures=True),
    ui.Column("Principal balance", figures=True),
    ui.Column("Next due date", figures=True),
    ui.Column("Next due amount", figures=True),
    ui.Column("Days past due", figures=True),
    ui.Column("Amount past due", figures=True),
    ui.Column("Role"),
    ui.Column("Email access"),
    ui.Column("Web access"),
    ui.Column("SMS access"),
    ui.Column("Actions"),
)
_ROLES = (("Primary", "primary"), ("Secondary", "secondary"), ("Additional", "additional"))


def links() -> Component:
    return ui.stack(
        for_servicers(
            ui.row(ui.button("Link account", icon="plus", on_click=State.ask_link, look="primary"))
        ),
        rx.cond(
            (State.problem != "") & (State.asks == ""),
            ui.notice("bad", State.problem, urgent=True),
            rx.fragment(),
        ),
        rx.cond(State.loaded, _accounts(), ui.skeleton_rows(4)),
        _link_dialog(),
        _unlink_dialog(),
        posting_dialog(),
    )


def _accounts() -> Component:
    accounts = State.accounts
    return ui.stack(
        rx.cond(
            accounts.rows,
            ui.scrolling(ui.table("Linked accounts", _COLUMNS, accounts.rows, _cells)),
            ui.card(
                ui.empty_state(
                    "No accounts", "This customer is linked to no account.", icon="wallet"
                )
            ),
        ),
        ui.pages(State.page > 0, accounts.more, State.show_previous, State.show_next),
    )


def _cells(row: LinkedAccount) -> tuple[Child, ...]:
    return (
        ui.lines(ui.link(row.number, to=f"{LMS_ACCOUNTS}/{row.slug}/"), row.title),
        ui.badge(row.status, row.tone),
        row.payoff,
        row.principal,
        row.due_on,
        row.due,
        row.late_days,
        row.late,
        ui.bare_select(
            "Role",
            *[ui.option(label, value) for label, value in _ROLES],
            value=row.role,
            disabled=~MeState.view.may_service,
            on_change=lambda role: State.set_role(row.number, role),
        ),
        _switch("Email access", row, "email", row.email),
        _switch("Web access", row, "web", row.web),
        _switch("SMS access", row, "sms", row.sms),
        for_servicers(_actions(row)),
    )


def _switch(label: str, row: LinkedAccount, access: str, on: Any) -> Component:
    return ui.bare_checkbox(
        label,
        checked=on,
        disabled=~MeState.view.may_service,
        on_change=lambda wanted: State.switch(row.number, access, wanted),
    )


def _actions(row: LinkedAccount) -> Component:
    return rx.fragment(
        ui.menu_button(
            ui.icon("more"),
            menu=f"menu-{row.number}",
            class_name="btn ghost square",
            aria_label=f"Actions for {row.number}",
        ),
        ui.menu(
            rx.cond(
                row.payable,
                ui.menu_action(
                    "Post a payment", icon="banknote", on_click=PostingState.open(row.number)
                ),
                rx.fragment(),
            ),
            ui.menu_action("Unlink", icon="close", on_click=State.ask_unlink(row.number)),
            id=f"menu-{row.number}",
            label=f"Actions for {row.number}",
        ),
    )


def _link_dialog() -> Component:
    return ui.dialog(
        "Link account",
        ui.form(
            State.link,
            ui.field(
                "Account number",
                "number",
                hint="Such as L-1082.",
                error=State.field_problem,
                auto_complete="off",
                max_length=40,
            ),
            ui.select("Role", "role", *[ui.option(label, value) for label, value in _ROLES]),
            ui.text("Web and email access are on for a new link; SMS is off.", tone="muted"),
            ui.dialog_end(
                ui.actions(
                    ui.button("Cancel", on_click=State.close),
                    ui.button("Link", look="primary", submit=True),
                )
            ),
        ),
        id="link",
        open=State.asks == "link",
        on_close=State.close,
    )


def _unlink_dialog() -> Component:
    return ui.dialog(
        "Unlink account",
        ui.stack(
            ui.text(
                "For this customer ", State.number, " no longer exists. The account itself stays."
            ),
            rx.cond(
                State.problem == "", rx.fragment(), ui.notice("bad", State.problem, urgent=True)
            ),
            danger_buttons("Unlink", State.close, on_click=State.unlink),
        ),
        id="unlink",
        open=State.asks == "unlink",
        on_close=State.close,
    )
