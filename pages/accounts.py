"""The accounts page: what is past due first, then a card per account."""

import reflex as rx

from components import ui
from components.domain.account_card import account_card
from components.domain.add_method import add_method_dialog
from components.domain.export_menu import export_menu, year_files
from components.domain.pay_dialog import pay_dialog
from components.shell import private_page
from components.ui.parts import Component
from services.accounts.views import PastDueNotice
from services.language import _
from state.accounts import AccountsState
from state.add_method import AddMethodState
from state.pay import PayState

ON_LOAD = AccountsState.load


def accounts() -> Component:
    view = AccountsState.view
    return private_page(
        ui.stack(
            ui.page_header(
                rx.cond(view.greeting == "", _("Accounts"), view.greeting),
                subtitle=view.due,
                long=True,
                action=rx.cond(
                    view.cards,
                    export_menu(
                        year_files(view.interest), what=_("All transactions of all accounts")
                    ),
                    rx.fragment(),
                ),
            ),
            rx.match(
                AccountsState.status,
                ("ready", _loaded()),
                ("failed", _failed()),
                ui.skeleton_cards(),
            ),
        ),
        pay_dialog(PayState, AddMethodState.open),
        add_method_dialog(AddMethodState),
        current="accounts",
    )


def _loaded() -> Component:
    view = AccountsState.view
    return ui.stack(
        rx.foreach(view.checking, lambda one: ui.notice("warn", one.words, title=one.title)),
        rx.foreach(view.notices, _notice),
        rx.cond(
            view.cards,
            rx.foreach(view.cards, lambda card: account_card(card, PayState.open)),
            ui.card(
                ui.empty_state(
                    _("No accounts yet"),
                    _("Your accounts appear here as soon as your lender opens them to you."),
                    icon="wallet",
                )
            ),
        ),
    )


def _notice(late: PastDueNotice) -> Component:
    calm = ui.notice("info", late.words, title=late.title)
    return rx.cond(late.quiet, calm, _urging(late))


def _urging(late: PastDueNotice) -> Component:
    return ui.notice(
        "bad",
        late.words,
        title=late.title,
        leading=ui.badge(_("Past due"), "bad"),
        action=rx.cond(
            late.payable,
            ui.button(_("Pay past due"), on_click=PayState.open(late.number)),
            rx.fragment(),
        ),
        hero=True,
    )


def _failed() -> Component:
    return ui.card(
        ui.failed_state(
            _("Your accounts could not be read"),
            _("Please try again in a moment. A payment that you have made is not lost."),
            on_retry=AccountsState.load,
        )
    )
