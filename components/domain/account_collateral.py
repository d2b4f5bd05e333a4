"""The tab Collateral of an installment account's page: a card for each item."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.collateral_card import collateral_card
from components.ui.parts import Child, Component
from services.language import _


def account_collateral(collateral: Any) -> Child:
    """`collateral`: the state of the tab, see `state/account_collateral.py`."""
    return rx.match(
        collateral.status,
        ("ready", _ready(collateral)),
        (
            "failed",
            ui.card(
                ui.failed_state(
                    _("The collateral could not be read"),
                    _("Please try again in a moment."),
                    on_retry=collateral.load,
                )
            ),
        ),
        ui.loading(ui.skeleton_cards(1)),
    )


def _ready(collateral: Any) -> Component:
    view = collateral.view
    return ui.stack(
        rx.cond(
            view.cards.length() == 0,
            ui.card(
                ui.empty_state(
                    _("No collateral"),
                    _(
                        "Nothing is pledged for this account, or your lender has not listed it"
                        " here yet."
                    ),
                    icon="package",
                )
            ),
            rx.foreach(view.cards, collateral_card),
        ),
        ui.pages(collateral.skipped > 0, view.more, collateral.previous_page, collateral.next_page),
    )
