"""An account: key figures, who is tied to it, and a tab for each part of its record."""

import reflex as rx

from components import ui
from components.lms import agents_page
from components.lms.account_collateral import collateral
from components.lms.account_documents import documents
from components.lms.account_lists import disputes, statements, transactions
from components.lms.charging_off import charging_off_card, charging_off_dialog
from components.lms.posting import posting_dialog
from components.lms.profile import for_servicers
from components.ui.parts import Child, Component
from portal_app.routes import LMS_CUSTOMERS
from services.accounts.views import Figure
from services.lms_accounts.views import AccountHolder
from state.lms.account import LmsAccountState as State
from state.lms.account_collateral import LmsCollateralState
from state.lms.account_documents import LmsDocumentsState
from state.lms.posting import PostingState

ON_LOAD = [State.load, LmsDocumentsState.load, LmsCollateralState.load]
_HOLDERS = (
    ui.Column("Customer"),
    ui.Column("Role"),
    ui.Column("Access"),
    ui.Column("Links & Access"),
)
_NAMES = {
    "overview": "Overview",
    "transactions": "Transactions",
    "statements": "Statements",
    "documents": "Documents",
    "collateral": "Collateral",
    "disputes": "Disputes",
}


def account() -> Component:
    view = State.view
    return agents_page(
        ui.stack(
            ui.page_header(
                rx.cond(view.number == "", "Account", view.number),
                subtitle=view.title,
                back=ui.link(ui.icon("chevron-left"), "Customers", to=f"{LMS_CUSTOMERS}/"),
                action=ui.row(
                    rx.cond(view.status == "", rx.fragment(), ui.badge(view.status, view.tone)),
                    rx.cond(view.payable, for_servicers(_post()), rx.fragment()),
                    apart=True,
                ),
            ),
            rx.match(
                State.status,
                ("ready", _ready()),
                (
                    "missing",
                    ui.card(ui.empty_state("No such account", "It may be a typing error.")),
                ),
                (
                    "failed",
                    ui.card(
                        ui.failed_state(
                            "The account could not be read",
                            "Please try again in a moment. Nothing was changed.",
                            on_retry=State.load,
                        )
                    ),
                ),
                ui.skeleton_cards(),
            ),
        ),
        posting_dialog(),
        charging_off_dialog(),
        current="customers",
    )


def _post() -> Component:
    return ui.button(
        "Post a payment", look="primary", on_click=PostingState.open(State.view.number)
    )


def _ready() -> Component:
    return ui.stack(
        ui.tab_list("Account", rx.foreach(State.view.tabs, _tab)),
        rx.cond(State.problem == "", rx.fragment(), ui.notice("bad", State.problem, urgent=True)),
        rx.match(
            State.tab,
            ("transactions", _panel("transactions", transactions())),
            ("statements", _panel("statements", statements())),
            ("disputes", _panel("disputes", disputes())),
            ("documents", ui.tab_panel("documents", documents())),
            ("collateral", ui.tab_panel("collateral", collateral())),
            ui.tab_panel("overview", _overview()),
        ),
    )


def _tab(key: rx.Var[str]) -> Child:
    """Those of the account's kind; keys are the server's."""
    return rx.match(
        key,
        *[
            (name, ui.tab(label, name, current=State.tab, on_click=State.show_tab(name)))
            for name, label in _NAMES.items()
        ],
        rx.fragment(),
    )


def _panel(name: str, content: Child) -> Component:
    return ui.tab_panel(name, rx.cond(State.listed == name, content, ui.skeleton_rows(6)))


def _overview() -> Component:
    view = State.view
    return ui.stack(
        ui.figures(rx.foreach(view.figures, _figure)),
        ui.heading("Customers", level=2),
        rx.cond(
            view.holders,
            ui.card(ui.table("Customers", _HOLDERS, view.holders, _holder), pad=False),
            ui.card(
                ui.empty_state(
                    "Nobody is linked", "Link a customer on their page, under Links & Access."
                )
            ),
        ),
        rx.cond(
            view.more_holders, ui.text("Further customers are linked.", tone="muted"), rx.fragment()
        ),
        rx.cond(view.chargeable, for_servicers(charging_off_card(view.number)), rx.fragment()),
    )


def _figure(figure: Figure) -> Component:
    return ui.figure(figure.label, ui.money(figure.value))


def _holder(row: AccountHolder) -> tuple[Child, ...]:
    page = f"{LMS_CUSTOMERS}/{row.id}/"
    return (
        ui.lines(ui.link(row.name, to=page), row.email),
        row.role,
        row.access,
        ui.link(
            rx.fragment("Open", ui.screen_reader(" links of ", row.name)), to=f"{page}?tab=links"
        ),
    )
