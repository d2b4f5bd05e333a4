"""The tab Summary of an installment account."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.explain import explain_button
from components.ui.parts import Child, Component
from services.account_summary.views import Fact
from services.language import _


def account_summary(summary: Any, explain: Any) -> Child:
    """`summary`: the state of the tab, see `state/account_summary.py`; `explain` of the dialog."""
    facts = rx.foreach(summary.view.facts, lambda one: _fact(one, explain))
    return rx.match(
        summary.status,
        ("ready", ui.card(ui.facts(facts))),
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


def _fact(fact: Fact, explain: Any) -> Component:
    aside = explain_button(explain, fact.explained)
    return ui.fact(fact.label, fact.value, more=fact.more, aside=aside)
