"""An account's page: its basic figures, what comes next, *Make a payment*."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.account_collateral import account_collateral
from components.domain.account_documents import account_documents
from components.domain.account_statements import account_statements
from components.domain.account_summary import account_summary
from components.domain.account_tabs import AccountTab, account_tabs
from components.domain.account_transactions import account_transactions
from components.domain.add_method import add_method_dialog
from components.domain.breakdown import breakdown_dialog
from components.domain.explain import explain_button, explain_dialog
from components.domain.export_menu import export_menu, year_files
from components.domain.pay_dialog import pay_dialog
from components.domain.payoff_quote import payoff_dialog
from components.domain.what_if import what_if_dialog
from components.shell import account_shape, back_to_accounts, private_page
from components.ui.parts import Component
from portal_app.routes import ACCOUNTS
from services.accounts.views import Figure
from services.language import _, href
from state import account as account_state
from state.account import AccountState
from state.account_collateral import CollateralState
from state.account_documents import DocumentsState
from state.account_statements import StatementsState
from state.account_summary import SummaryState
from state.account_transactions import TransactionsState
from state.add_method import AddMethodState
from state.breakdown import BreakdownState
from state.dispute import DisputeState
from state.explain import ExplainState
from state.pay import PayState
from state.payoff_quote import PayoffQuoteState
from state.truth import TruthState
from state.what_if import WhatIfState

ON_LOAD = AccountState.load
TABS: dict[str, AccountTab] = {
    "summary": AccountTab(
        lambda: _("Summary"),
        lambda: account_summary(SummaryState, ExplainState, WhatIfState, BreakdownState.open),
        SummaryState,
    ),
    "transactions": AccountTab(
        lambda: _("Transactions"),
        lambda: account_transactions(TransactionsState, DisputeState),
        TransactionsState,
    ),
    "statements": AccountTab(
        lambda: _("Statements"),
        lambda: account_statements(StatementsState, TruthState),
        StatementsState,
    ),
    "documents": AccountTab(
        lambda: _("Documents"), lambda: account_documents(DocumentsState), DocumentsState
    ),
    "collateral": AccountTab(
        lambda: _("Collateral"), lambda: account_collateral(CollateralState), CollateralState
    ),
}
"""By key, in their order. A tab is shown once it is here, for the kinds of account that
`services/accounts/tabs.py` names."""
account_state.TABS.update({key: tab.state for key, tab in TABS.items()})
account_state.DIALOGS[:] = [
    PayState,
    PayoffQuoteState,
    WhatIfState,
    ExplainState,
    BreakdownState,
    DisputeState,
]


def account() -> Component:
    view = AccountState.view
    screens = rx.match(
        AccountState.status,
        ("ready", _ready()),
        ("missing", _missing()),
        ("failed", _failed()),
        account_shape(),
    )
    title = rx.cond(
        view.number == "",
        _("Account"),
        rx.fragment(view.title, " ", rx.el.span(view.masked, class_name="faint")),
    )
    shown = (ui.page_header(title, back=back_to_accounts(), action=_action()), screens)
    coming = (ui.page_header(_("Account"), back=back_to_accounts()), account_shape())
    return private_page(
        ui.only_at(view.number, ui.stack(*shown), ui.stack(*coming)),
        pay_dialog(PayState, AddMethodState.open),
        add_method_dialog(AddMethodState),
        payoff_dialog(PayoffQuoteState),
        what_if_dialog(WhatIfState),
        explain_dialog(ExplainState),
        breakdown_dialog(BreakdownState),
        rx.fragment(on_unmount=AccountState.leave),
        current="accounts",
    )


def _action() -> Component:
    view = AccountState.view
    pay = ui.button(_("Make a payment"), look="primary", on_click=PayState.open(view.number))
    badge_and_pay = rx.cond(
        view.number == "",
        rx.fragment(),
        rx.fragment(ui.badge(view.status, view.tone), rx.cond(view.payable, pay, rx.fragment())),
    )
    return ui.row(badge_and_pay, apart=True)


def _ready() -> Component:
    view = AccountState.view
    return ui.stack(
        rx.cond(view.checking == "", rx.fragment(), ui.notice("warn", view.checking)),
        rx.cond(view.past_due == "", rx.fragment(), _past_due()),
        rx.cond(
            view.ended == "",
            rx.fragment(),
            ui.notice("info", view.ended_words, title=view.ended),
        ),
        ui.figures(
            ui.figure(
                _("Current balance"),
                view.balance,
                big=True,
                aside=explain_button(ExplainState, "balance"),
                data_testid="balance",
            ),
            rx.foreach(view.figures, _figure),
        ),
        rx.cond(
            view.upcoming == "",
            rx.fragment(),
            _upcoming(),
        ),
        _tools(),
        account_tabs(AccountState, TABS),
    )


def _upcoming() -> Component:
    view = AccountState.view
    words = ui.text(view.balloon, tone="muted", size="small")
    return ui.card(
        ui.stack(
            ui.text(_("Next upcoming payment"), " ", ui.money(view.upcoming, strong=True)),
            rx.cond(view.balloon == "", rx.fragment(), words),
            gap=1,
        )
    )


def _past_due() -> Component:
    view = AccountState.view
    said = (view.past_due_words, explain_button(ExplainState, "past_due"))
    return rx.cond(
        view.quiet,
        ui.notice("info", *said, title=view.past_due),
        ui.notice("bad", *said, title=view.past_due),
    )


def _tools() -> Component:
    """What can be asked of the account, beside paying it."""
    view: Any = AccountState.view
    of_a_loan = rx.cond(
        view.payable & view.tabs.contains("summary"),
        rx.fragment(
            ui.button(_("Payoff quote"), on_click=PayoffQuoteState.open(view.number)),
            ui.button(_("What if"), on_click=WhatIfState.open(view.number)),
        ),
        rx.fragment(),
    )
    listed: Any = TransactionsState.view
    export = export_menu(
        year_files(view.interest),
        folder=f"{view.slug}/",
        query=rx.cond(listed.filtered, f"?{listed.query}", ""),
        what=rx.cond(listed.filtered, _("The transactions of your search"), _("All transactions")),
    )
    return ui.row(of_a_loan, export, gap=2, even=True)


def _figure(one: Figure) -> Component:
    aside = explain_button(ExplainState, one.explained)
    return ui.figure(one.label, one.value, big=True, aside=aside)


def _missing() -> Component:
    return ui.card(
        ui.empty_state(
            _("No such account"),
            _("This does not exist, or is not yours to see."),
            action=ui.button_link(_("All accounts"), href(ACCOUNTS)),
        )
    )


def _failed() -> Component:
    return ui.card(
        ui.failed_state(
            _("Your account could not be read"),
            _("Please try again in a moment. A payment that you have made is not lost."),
            on_retry=AccountState.load,
        )
    )
