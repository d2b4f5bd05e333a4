"""The dialog *Payoff quote*: a day, what ends the account on it, how to pay it, the letter."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.language import _


def payoff_dialog(quote: Any) -> Component:
    """`quote`: the state of the dialog, see `state/payoff_quote.py`."""
    view = quote.view
    return ui.dialog(
        _("Payoff quote"),
        ui.stack(
            rx.cond(
                quote.problem == "", rx.fragment(), ui.notice("bad", quote.problem, urgent=True)
            ),
            rx.cond(view.first == "", rx.fragment(), _day(quote)),
            ui.live(rx.cond(view.amount == "", rx.fragment(), _figures(view))),
            rx.cond(view.amount == "", rx.fragment(), _how(view)),
        ),
        id="payoff",
        subtitle=view.account,
        open=quote.opened,
        on_close=quote.close,
    )


def _day(quote: Any) -> Component:
    return ui.field(
        _("Good through"),
        "payoff_day",
        kind="date",
        default_value=quote.view.day,
        min=quote.view.first,
        max=quote.view.last,
        hint=_("Today, or up to 30 days ahead"),
        error=quote.error,
        on_change=quote.choose_day,
    )


def _figures(view: Any) -> Child:
    return ui.stack(
        ui.stack(
            ui.text(_("Payoff amount"), tone="muted"),
            ui.hero_amount(view.amount, data_testid="payoff"),
            ui.text(view.good_through, tone="muted"),
            gap=1,
            centered=True,
        ),
        ui.definition_rows(
            ui.definition(_("Principal"), view.principal),
            ui.definition(_("Interest"), view.interest),
            ui.definition(_("Fees"), view.fees),
            ui.definition(_("Per diem"), view.per_diem),
        ),
        rx.cond(
            view.notes,
            ui.notice("warn", _lines(view.notes), title=_("Not counted in it")),
            rx.fragment(),
        ),
    )


def _how(view: Any) -> Child:
    return rx.fragment(
        ui.heading(_("How to pay it"), 3),
        _lines(view.ways),
        ui.dialog_end(
            ui.downloads(
                ui.file_button(
                    _("Download letter (PDF)"), view.letter, look="primary", wide=True, large=True
                ),
                stacked=True,
            )
        ),
    )


def _lines(lines: rx.Var[tuple[str, ...]]) -> Child:
    return ui.stack(rx.foreach(lines, _line), gap=2)


def _line(words: rx.Var[str]) -> Component:
    return ui.text(words)
