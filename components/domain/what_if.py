"""The dialog *What if*: a way of paying more, and at once what it changes."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.account_summary.frame import SIZE
from services.language import _
from services.what_if.answer import Change


def what_if_dialog(what_if: Any) -> Component:
    """`what_if`: the state of the dialog, see `state/what_if.py`."""
    return ui.dialog(
        _("What if"),
        rx.cond(
            what_if.problem == "",
            rx.fragment(),
            ui.notice("bad", what_if.problem, urgent=True),
        ),
        rx.cond(what_if.offer.account == "", rx.fragment(), _questions(what_if)),
        id="what-if",
        subtitle=what_if.offer.account,
        open=what_if.opened,
        on_close=what_if.close,
    )


def _questions(what_if: Any) -> Component:
    answer = what_if.answer
    return ui.stack(
        ui.text(what_if.offer.usual, tone="muted"),
        ui.select(
            _("What would you change?"),
            "way",
            ui.option(_("Extra each month"), "extra"),
            ui.option(_("One-time payment"), "lump"),
            ui.option(_("Payoff date"), "goal"),
            on_change=what_if.choose,
        ),
        _fields(what_if),
        rx.cond(answer.shown, _answer(answer), rx.fragment()),
        ui.dialog_end(
            ui.stack(
                ui.live(
                    rx.cond(
                        answer.shown,
                        ui.text(answer.headline, strong=True),
                        ui.text(_("The answer comes as you type."), tone="muted"),
                    )
                ),
                rx.cond(answer.pay_now == "", rx.fragment(), _pay_now(what_if)),
                gap=3,
            )
        ),
    )


def _fields(what_if: Any) -> Child:
    offer = what_if.offer
    amount = ui.field(
        _("Amount"), "more", kind="amount", error=what_if.error, on_change=what_if.type_amount
    )
    day = ui.field(
        _("Payment date"),
        "lump-on",
        kind="date",
        default_value=offer.today,
        min=offer.today,
        max=offer.last,
        error=what_if.day_error,
        on_change=what_if.pick_day,
    )
    goal = ui.field(
        _("Paid off by"),
        "paid-off-by",
        kind="date",
        min=offer.first,
        max=offer.last,
        error=what_if.day_error,
        on_change=what_if.pick_goal,
    )
    return rx.match(what_if.way, ("goal", goal), ("lump", ui.columns(amount, day)), amount)


def _answer(answer: Any) -> Component:
    return ui.stack(
        ui.curves(
            answer.planned_path,
            answer.usual_path,
            size=(SIZE, SIZE),
            names=(_("Balance with this"), _("Balance as scheduled")),
        ),
        ui.well(ui.definition_rows(rx.foreach(answer.changes, _change), dense=True)),
        ui.text(
            _(
                "This counts on every scheduled payment being made on its day, also one that is"
                " then no longer asked for."
            ),
            tone="muted",
            size="small",
        ),
    )


def _change(change: Change) -> Component:
    return ui.definition(change.label, change.planned, detail=change.usual)


def _pay_now(what_if: Any) -> Component:
    return ui.stack(
        ui.text(what_if.answer.pay_words, tone="muted", size="small"),
        ui.button(
            _("Pay this now"), look="primary", wide=True, large=True, on_click=what_if.pay_now
        ),
        gap=3,
    )
