"""An item that secures an account, with its insurance: the same for borrowers and agents."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.collateral.views import CollateralCard
from services.language import _


def collateral_card(card: CollateralCard, *more: Child) -> Component:
    """`more`: what can be done with it."""
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
            *more,
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
