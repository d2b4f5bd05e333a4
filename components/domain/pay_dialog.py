"""The dialog *Make a payment*: choose an amount, review, receipt."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.receipt import receipt
from components.ui.parts import Component
from portal_app.routes import PAYMENT_METHODS
from services.language import _, href
from services.payment_methods.lines import MethodLine
from services.payments.dialog import AmountLine


def pay_dialog(pay: Any, add_method: Any) -> Component:
    """`pay`: the state of the dialog (its vars and handlers, see `state/pay.py`); `add_method`: the
    handler that opens the dialog *Add payment method* on top of it.
    """
    screens = rx.match(
        pay.step,
        ("review", _review(pay)),
        ("receipt", receipt(pay.receipt, pay.close)),
        _choose(pay, add_method),
    )
    return ui.dialog(
        _("Make a payment"),
        screens,
        id="pay",
        subtitle=pay.offer.account,
        open=pay.step != "",
        on_close=pay.close,
        step=pay.step,
        locked=pay.paying,
        title_shown=pay.step != "receipt",
    )


def _problem(pay: Any) -> Component:
    return rx.cond(pay.problem == "", rx.fragment(), ui.notice("bad", pay.problem, urgent=True))


def _choose(pay: Any, add_method: Any) -> Component:
    return ui.stack(
        _problem(pay),
        rx.cond(pay.offer.pending == "", rx.fragment(), ui.notice("warn", pay.offer.pending)),
        rx.cond(pay.offer.account == "", rx.fragment(), _questions(pay, add_method)),
    )


def _questions(pay: Any, add_method: Any) -> Component:
    offer = pay.offer
    no_method = offer.methods.length() == 0
    return ui.stack(
        ui.radio_cards(
            _("Amount to pay"),
            rx.cond(offer.is_line, _amounts_of_line(pay), _amounts_of_loan(pay)),
            ui.radio_card(
                _("Custom"),
                "choice",
                "custom",
                default_checked=offer.choice == "custom",
                on_change=pay.choose("custom"),
                trailing=rx.cond(pay.choice == "custom", _custom_amount(pay), rx.fragment()),
            ),
            ui.field_error("amount", pay.error),
        ),
        rx.cond((pay.choice == "custom") & ~offer.is_line, _extra(pay), rx.fragment()),
        _pay_with(pay, add_method),
        ui.live(rx.cond(pay.preview.shown, _changes(pay), rx.fragment())),
        ui.dialog_end(
            ui.button(
                _("Continue"),
                look="primary",
                wide=True,
                large=True,
                disabled=no_method,
                on_click=pay.review,
            )
        ),
    )


def _pay_with(pay: Any, add_method: Any) -> Component:
    offer = pay.offer
    return ui.stack(
        ui.select(
            _("Pay with"),
            "method",
            rx.foreach(offer.methods, _method),
            default_value=offer.method,
            key=offer.method,
            on_change=pay.pay_with,
        ),
        rx.cond(
            offer.methods.length() == 0,
            ui.notice("info", _("Add a bank account or a card to pay with.")),
            rx.fragment(),
        ),
        rx.cond(
            offer.held_back == "",
            rx.fragment(),
            ui.text(
                offer.held_back,
                " ",
                _to_methods(pay),
                tone="muted",
                size="small",
            ),
        ),
        rx.cond(
            offer.full,
            ui.text(
                _("You have all the payment methods there can be. Delete one to add another."),
                " ",
                _to_methods(pay),
                tone="muted",
                size="small",
            ),
            ui.row(ui.text_button(_("Add new"), icon="plus", on_click=add_method)),
        ),
        gap=2,
    )


def _to_methods(pay: Any) -> Component:
    return ui.link(_("Payment methods"), to=href(PAYMENT_METHODS), on_click=pay.close)


def _amounts_of_loan(pay: Any) -> Component:
    return rx.fragment(
        _amount(_("Next due"), "next_due", pay.offer.next_due, pay),
        _amount(_("Past due"), "past_due", pay.offer.past_due, pay),
        _amount(_("Payoff"), "payoff", pay.offer.payoff, pay),
    )


def _amounts_of_line(pay: Any) -> Component:
    return rx.fragment(
        _amount(_("Minimum due"), "minimum_due", pay.offer.minimum_due, pay),
        _amount(_("Statement balance"), "statement_balance", pay.offer.statement_balance, pay),
        _amount(_("Past due"), "past_due", pay.offer.past_due, pay),
        _amount(_("Total balance"), "total_balance", pay.offer.total_balance, pay),
    )


def _custom_amount(pay: Any) -> Component:
    """It takes no focus by itself: arrow keys are still choosing (WCAG 2.2, 3.2.2)."""
    return ui.amount_input(
        _("Amount"),
        "amount",
        error=pay.error,
        default_value=pay.offer.custom,
        on_change=pay.type_amount,
    )


def _extra(pay: Any) -> Component:
    return ui.select(
        _("Anything extra goes to"),
        "extra",
        ui.option(_("The next payments"), "next_payments"),
        ui.option(_("Principal only"), "principal"),
        default_value=pay.offer.extra,
        on_change=pay.send_extra,
    )


def _amount(label: str, value: str, line: AmountLine, pay: Any) -> Component:
    return ui.radio_card(
        label,
        "choice",
        value,
        sub=line.sub,
        amount=line.amount,
        disabled=line.none,
        default_checked=pay.offer.choice == value,
        on_change=pay.choose(value),
    )


def _method(method: MethodLine) -> Component:
    return ui.option(method.label, method.id)


def _changes(pay: Any) -> Component:
    seen = pay.preview
    parts = rx.cond(
        pay.offer.is_line,
        rx.foreach(seen.by_type, lambda one: ui.definition(one.label, one.amount)),
        ui.definition(_("To principal"), seen.principal),
    )
    afterwards = rx.cond(
        pay.offer.is_line,
        rx.fragment(
            ui.definition(_("Minimum still due"), seen.minimum_left),
            ui.definition(_("Available credit after"), seen.available),
        ),
        ui.definition(_("Next due after"), seen.next_due),
    )
    return ui.well(
        ui.definition_rows(
            ui.definition(_("To fees"), seen.fees),
            ui.definition(_("To interest"), seen.interest),
            parts,
            ui.definition(_("Balance after"), seen.balance, total=True),
            afterwards,
            dense=True,
        )
    )


def _review(pay: Any) -> Component:
    return ui.stack(
        ui.focus_here(_("Review")),
        _problem(pay),
        rx.cond(
            pay.changed,
            ui.notice(
                "warn",
                _("You were not charged. These are the figures now."),
                title=_("Your account has changed."),
                urgent=True,
            ),
            rx.fragment(),
        ),
        ui.stack(ui.hero_amount(pay.preview.amount), centered=True),
        ui.definition_rows(
            ui.definition(_("From"), pay.method_label), ui.definition(_("When"), _("Today"))
        ),
        _changes(pay),
        ui.dialog_end(
            ui.actions(
                ui.button(_("Back"), large=True, disabled=pay.paying, on_click=pay.back),
                ui.button(
                    pay.preview.pay,
                    look="primary",
                    large=True,
                    pending=pay.paying,
                    pending_label=_("Paying…"),
                    on_click=pay.pay,
                ),
            )
        ),
    )
