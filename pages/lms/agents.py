"""Agents: who may come in at the LMS's door, for administrators."""

import reflex as rx

from components import ui
from components.lms import agents_page
from components.lms.agents import agents_table, questions
from components.ui.parts import Component
from state.lms.agents import AgentsState as State

ON_LOAD = State.load


def agents() -> Component:
    return agents_page(
        ui.stack(
            ui.page_header(
                "Agents",
                subtitle="Who works here, and what their role allows.",
                action=rx.cond(
                    State.status == "ready",
                    ui.button("New agent", icon="plus", look="primary", on_click=State.ask_add),
                    rx.fragment(),
                ),
            ),
            ui.live(rx.cond(State.said == "", rx.fragment(), ui.notice("ok", State.said))),
            rx.cond(
                (State.problem != "") & (State.asks == ""),
                ui.notice("bad", State.problem, urgent=True),
                rx.fragment(),
            ),
            rx.match(
                State.status,
                ("ready", _ready()),
                (
                    "refused",
                    ui.card(ui.empty_state("Not for your role", "Administrators keep agents.")),
                ),
                (
                    "failed",
                    ui.card(
                        ui.failed_state(
                            "The agents could not be read",
                            "Please try again in a moment. Nothing was changed.",
                            on_retry=State.load,
                        )
                    ),
                ),
                ui.skeleton_rows(6),
            ),
        ),
        questions(),
        current="agents",
    )


def _ready() -> Component:
    return ui.stack(
        ui.card(agents_table(), pad=False),
        ui.pages(State.page > 0, State.view.more, State.show_previous, State.show_next),
    )
