"""The tab Collateral of an installment account's page: a card for each item."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.collateral.views import CollateralCard
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
            rx.foreach(view.cards, _card),
        ),
        ui.pages(collateral.skipped > 0, view.more, collateral.previous_page, collateral.next_page),
    )


def _card(card: CollateralCard) -> Component:
    return ui.article_card(
        ui.stack(
            ui.row(
                _icon(card),
                ui.grow(
                    ui.heading(card.title, level=2),
                    ui.text(card.kind, tone="muted", size="medium"),
                ),
                wrap=False,
            ),
            ui.columns(
                ui.definition_rows(rx.foreach(card.facts, _fact)),
                rx.cond(card.insured == "", rx.fragment(), _insurance(card)),
            ),
        ),
        label=card.title,
    )


def _icon(card: CollateralCard) -> Child:
    return rx.match(
        card.icon,
        ("car", ui.tile("car")),
        ("home", ui.tile("home")),
        ui.tile("package"),
    )


def _insurance(card: CollateralCard) -> Component:
    return ui.stack(
        ui.row(
            ui.heading(_("Insurance"), level=3),
            ui.badge(card.insured, card.tone),
            between=True,
        ),
        rx.cond(card.advice == "", rx.fragment(), ui.notice("warn", card.advice)),
        ui.definition_rows(rx.foreach(card.insurance, _fact)),
        gap=3,
    )


def _fact(fact: Any) -> Component:
    return ui.definition(fact[0], fact[1])
