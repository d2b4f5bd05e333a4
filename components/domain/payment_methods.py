"""Saved payment methods as small cards, and the dialogs that verify and delete one."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Component
from services.language import _
from services.payment_methods.dependants import Dependant
from services.payment_methods.page import MethodTile


def method_list(state: Any, verify: Any) -> Component:
    """`state`: `state/methods.py`; `verify`: the handler that opens the dialog for a method."""
    return ui.method_cards(
        _("Payment methods"),
        rx.foreach(state.view.tiles, lambda tile: _card(tile, state, verify)),
    )


def _card(tile: MethodTile, state: Any, verify: Any) -> Component:
    menu = f"method-{tile.id}"
    name = rx.Var.create(_("Actions for") + " ") + tile.spoken
    return ui.method_card(
        tile.mark,
        tile.name,
        ui.text(tile.detail, tone="muted", size="small"),
        menu=rx.fragment(
            ui.menu_button(
                ui.icon("more"), menu=menu, class_name="btn ghost square", aria_label=name
            ),
            ui.menu(
                rx.cond(
                    tile.may_default,
                    ui.menu_action(
                        _("Make default"), icon="check", on_click=state.make_default(tile.id)
                    ),
                    rx.fragment(),
                ),
                ui.menu_action(
                    _("Delete"), icon="trash", danger=True, on_click=state.ask_to_delete(tile.id)
                ),
                id=menu,
                label=name,
            ),
        ),
        below=(_badges(tile), _next(tile, verify)),
    )


def _badges(tile: MethodTile) -> Component:
    return rx.cond(
        tile.is_default | (tile.badge != ""),
        ui.row(
            rx.cond(tile.is_default, ui.badge(_("Default"), "ok"), rx.fragment()),
            rx.cond(
                tile.badge != "", ui.badge(tile.badge, rx.Var.create(tile.tone)), rx.fragment()
            ),
            gap=2,
        ),
        rx.fragment(),
    )


def _next(tile: MethodTile, verify: Any) -> Component:
    name = rx.Var.create(_("Verify") + " ") + tile.spoken
    return rx.cond(
        tile.note != "",
        ui.stack(
            ui.text(tile.note, tone="muted", size="small"),
            rx.cond(
                tile.may_verify,
                ui.row(ui.button(_("Verify"), on_click=verify(tile.id), aria_label=name)),
                rx.fragment(),
            ),
            gap=3,
        ),
        rx.fragment(),
    )


def delete_dialog(state: Any) -> Component:
    asked = state.asked
    return ui.dialog(
        _("Delete this payment method?"),
        ui.stack(
            _problem(state.problem),
            rx.cond(
                asked.dependants.length() > 0,
                ui.stack(
                    ui.text(_("These payments are made with it:"), strong=True),
                    ui.item_list(
                        _("Payments made with it"), rx.foreach(asked.dependants, _dependant)
                    ),
                    gap=2,
                ),
                ui.text(_("No payment depends on it.")),
            ),
            ui.text(
                _("Its number is erased for good. Payments made with it stay in your history."),
                tone="muted",
                size="small",
            ),
            ui.dialog_end(
                ui.actions(
                    ui.button(_("Keep it"), large=True, on_click=state.close),
                    ui.button(
                        _("Delete"),
                        look="danger",
                        large=True,
                        disabled=asked.blocked,
                        pending=state.deleting,
                        pending_label=_("Deleting…"),
                        on_click=state.delete,
                    ),
                )
            ),
        ),
        id="delete-method",
        subtitle=asked.name,
        open=asked.id > 0,
        on_close=state.close,
        locked=state.deleting,
    )


def _dependant(one: Dependant) -> Component:
    return ui.item(one.what, ui.text(one.then, tone="muted", size="small"))


def verify_dialog(state: Any) -> Component:
    """`state`: `state/verify_method.py`."""
    return ui.dialog(
        _("Verify bank account"),
        ui.form(
            state.verify,
            _problem(state.problem),
            ui.text(
                _(
                    "We sent two deposits of less than a dollar each to this account. Look for"
                    " them in its transactions, one or two business days after you added it."
                ),
                tone="muted",
            ),
            ui.columns(
                _amount(_("First deposit"), "first", state.first),
                _amount(_("Second deposit"), "second", state.second),
                narrow=True,
            ),
            ui.text(
                _("Their order does not matter. After three wrong tries the account is locked."),
                tone="muted",
                size="small",
            ),
            ui.dialog_end(
                ui.button(_("Verify"), look="primary", submit=True, wide=True, large=True)
            ),
        ),
        id="verify-method",
        subtitle=state.name,
        open=state.method > 0,
        on_close=state.close,
    )


def _amount(label: str, name: str, error: Any) -> Component:
    return ui.field(
        label, name, id=f"deposit-{name}", kind="amount", error=error, placeholder="0.00"
    )


def _problem(problem: Any) -> Component:
    return rx.cond(problem == "", rx.fragment(), ui.notice("bad", problem, urgent=True))
