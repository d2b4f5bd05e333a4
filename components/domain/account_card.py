"""An account in one line, with its figures and what can be done with it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component, Handler
from portal_app.routes import ACCOUNTS
from services.accounts.views import AccountCard
from services.language import _, href

DRAWINGS = ("banknote", "car", "home", "package", "landmark", "credit-card")


def account_card(card: AccountCard, on_pay: Callable[[Any], Handler]) -> Component:
    """An `article` named "Personal loan L-1082"; `on_pay` takes the account's number."""
    lead = ui.record_lead(_tile(card), card.title, card.masked, ui.badge(card.status, card.tone))
    pay = rx.cond(
        card.payable,
        ui.button(_("Pay"), look="primary", on_click=on_pay(card.number)),
        rx.fragment(),
    )
    line = ui.record(
        lead,
        ui.figure(_("Current balance"), card.balance, big=True, data_testid="balance"),
        ui.figure(card.due_label, card.due),
        ui.stack(
            ui.figure(card.left_label, card.left),
            ui.progress(card.percent, card.progress, amber=card.uses_limit),
            gap=0,
        ),
        actions=ui.record_actions(
            pay, ui.details_link(_("Details"), f"{href(ACCOUNTS)}{card.number}/")
        ),
    )
    return ui.article_card(
        line,
        label=f"{card.title} {card.number}",
        quiet=card.over,
        data_testid=f"account-{card.number}",
        key=card.number,
    )


def _tile(card: AccountCard) -> Child:
    drawn = [(name, ui.tile(name)) for name in DRAWINGS]
    return rx.match(card.icon, *drawn, ui.tile("banknote"))
