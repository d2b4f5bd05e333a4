"""The tab Summary of an installment account."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.account_summary.views import Fact
from services.language import _


def account_summary(summary: Any) -> Child:
    """`summary`: the state of the tab, see `state/account_summary.py`."""
    return rx.match(
        summary.status,
        ("ready", ui.card(ui.facts(rx.foreach(summary.view.facts, _fact)))),
        (
            "failed",
            ui.card(
                ui.failed_state(
                    _("The summary could not be read"),
                    _("Please try again in a moment."),
                    on_retry=summary.load,
                )
            ),
        ),
        ui.skeleton_rows(4),
    )


def _fact(fact: Fact) -> Component:
    return ui.fact(fact.label, fact.value, more=fact.more)
