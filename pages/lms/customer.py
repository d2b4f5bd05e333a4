"""A customer: profile, and which accounts they are linked to with what access."""

import reflex as rx

from components import ui
from components.lms import agents_page
from components.lms.customer_form import customer_form
from components.lms.disputes import disputes
from components.lms.links import links
from components.lms.profile import profile
from components.ui.parts import Component
from portal_app.routes import LMS_CUSTOMERS
from services.customers.views import Flag
from state.lms.customer import CustomerState as State
from state.lms.disputes import DisputesState
from state.lms.links import LinksState

ON_LOAD = [State.load, LinksState.load, DisputesState.load]


def customer() -> Component:
    return agents_page(
        ui.stack(
            ui.page_header(
                rx.cond(State.view.name == "", "Customer", State.view.name),
                subtitle=State.view.email,
                back=ui.link(ui.icon("chevron-left"), "Customers", to=f"{LMS_CUSTOMERS}/"),
                action=ui.row(rx.foreach(State.view.flags, _flag), gap=2),
            ),
            rx.match(
                State.status,
                ("ready", _ready()),
                (
                    "missing",
                    ui.card(ui.empty_state("No such customer", "It may be a typing error.")),
                ),
                (
                    "failed",
                    ui.card(
                        ui.failed_state(
                            "The customer could not be read",
                            "Please try again in a moment. Nothing was changed.",
                            on_retry=State.load,
                        )
                    ),
                ),
                ui.skeleton_cards(),
            ),
        ),
        customer_form(),
        current="customers",
    )


def _ready() -> Component:
    return ui.stack(
        ui.tab_list(
            "Customer",
            ui.tab("Profile", "profile", current=State.tab, on_click=State.show_tab("profile")),
            ui.tab("Links & Access", "links", current=State.tab, on_click=State.show_tab("links")),
            ui.tab(
                "Disputes",
                "disputes",
                current=State.tab,
                on_click=State.show_tab("disputes"),
            ),
        ),
        ui.live(rx.cond(State.said == "", rx.fragment(), ui.notice("ok", State.said))),
        rx.cond(
            (State.problem != "") & (State.asks == ""),
            ui.notice("bad", State.problem, urgent=True),
            rx.fragment(),
        ),
        rx.match(
            State.tab,
            ("links", ui.tab_panel("links", links())),
            ("disputes", ui.tab_panel("disputes", disputes())),
            ui.tab_panel("profile", profile()),
        ),
    )


def _flag(flag: Flag) -> Component:
    return rx.cond(flag.on, ui.badge(flag.label, "warn"), rx.fragment())
