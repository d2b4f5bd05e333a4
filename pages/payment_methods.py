"""Payment Manager: saved bank accounts and cards."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.add_method import add_method_dialog
from components.domain.payment_methods import delete_dialog, method_list, verify_dialog
from components.shell import payment_manager_nav, private_page
from components.ui.parts import Component
from services.language import _
from state.add_method import AddMethodState
from state.methods import MethodsState
from state.verify_method import VerifyMethodState

ON_LOAD = [MethodsState.load, AddMethodState.load]


def payment_methods() -> Component:
    return private_page(
        ui.stack(
            payment_manager_nav("methods"),
            ui.page_header(
                _("Payment methods"),
                subtitle=_("The bank accounts and cards that you pay with."),
                action=_add(),
            ),
            rx.cond(
                (MethodsState.problem != "") & (MethodsState.asked.id == 0),
                ui.notice("bad", MethodsState.problem, urgent=True),
                rx.fragment(),
            ),
            rx.match(
                MethodsState.status,
                ("ready", _ready()),
                ("failed", _failed()),
                ui.skeleton_cards(2),
            ),
        ),
        add_method_dialog(AddMethodState),
        verify_dialog(VerifyMethodState),
        delete_dialog(MethodsState),
        current="payments",
    )


def _add() -> Component:
    return ui.button(
        _("Add New"),
        icon="plus",
        look="primary",
        disabled=MethodsState.view.full,
        on_click=AddMethodState.open,
    )


def _ready() -> Component:
    view: Any = MethodsState.view
    return rx.cond(
        view.tiles.length() == 0,
        ui.card(
            ui.empty_state(
                _("No payment methods yet"),
                _(
                    "The bank accounts and cards that you pay with appear here. Choose Add New to"
                    " add the first: it takes a minute."
                ),
                icon="credit-card",
            )
        ),
        ui.stack(
            rx.cond(
                view.full,
                ui.notice(
                    "info",
                    _("You have all the payment methods there can be. Delete one to add another."),
                ),
                rx.fragment(),
            ),
            method_list(MethodsState, VerifyMethodState.open),
            ui.pages(
                view.skipped > 0, view.more, MethodsState.previous_page, MethodsState.next_page
            ),
        ),
    )


def _failed() -> Component:
    return ui.card(
        ui.failed_state(
            _("Your payment methods could not be read"),
            _("Please try again in a moment. They are still there."),
            on_retry=MethodsState.load,
        )
    )
