"""Customers: where agents land; search by name, email or account number."""

import reflex as rx

from components import ui
from components.lms import agents_page
from components.lms.customer_form import customer_form
from components.ui.parts import Child, Component
from portal_app.routes import LMS_CUSTOMERS
from services.customers.views import CustomerRow
from state.lms.customer_form import CustomerFormState
from state.lms.customers import CustomersState as State
from state.lms.me import MeState

ON_LOAD = State.load

_COLUMNS = (
    ui.Column("Name"),
    ui.Column("Email"),
    ui.Column("Phone"),
    ui.Column("Accounts"),
    ui.Column("Portal access"),
)


def customers() -> Component:
    return agents_page(
        ui.stack(
            ui.page_header(
                "Customers",
                action=ui.awaited(
                    ui.button(
                        "New customer", icon="plus", look="primary", on_click=CustomerFormState.make
                    ),
                    MeState.view.may_service,
                ),
            ),
            ui.search_box(
                "Search",
                "q",
                asked=State.typed,
                on_search=State.search,
                hint="The beginning of a name or of an email, or an account's number.",
            ),
            rx.cond(State.loaded, _loaded(), ui.skeleton_rows(8)),
        ),
        customer_form(),
        current="customers",
    )


def _loaded() -> Component:
    return ui.stack(
        rx.cond(
            State.problem == "",
            rx.fragment(),
            ui.notice("bad", State.problem, urgent=True),
        ),
        rx.cond(
            State.account == "",
            rx.fragment(),
            ui.row(ui.button_link("Open this account", State.account, icon="wallet")),
        ),
        rx.cond(
            State.rows,
            ui.card(ui.table("Customers", _COLUMNS, State.rows, _cells), pad=False),
            ui.card(
                ui.empty_state(
                    "No customer found",
                    "Names are searched from their beginning: maria, reyes or maria rey.",
                    icon="search",
                )
            ),
        ),
        ui.pages(State.page > 0, State.has_next, State.show_previous, State.show_next),
    )


def _cells(row: CustomerRow) -> tuple[Child, ...]:
    return (
        ui.link(row.name, to=f"{LMS_CUSTOMERS}/{row.id}/"),
        row.email,
        rx.cond(row.phone == "", "–", row.phone),
        row.accounts,
        rx.cond(row.access, ui.badge("Granted", "ok"), ui.badge("Not granted", "mute")),
    )
