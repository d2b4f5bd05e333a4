"""The minimum-payment truth: what paying little costs, and what any amount would do."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component
from services.language import _


def truth(view: Any, typed: Any) -> Component:
    """`view`: a var of `Truth`; `typed`: the state of the amount field, see `state/truth.py`."""
    return ui.card(
        ui.stack(
            ui.heading(_("If you pay only the minimum"), level=2),
            ui.text(
                _("How long today's balance takes if nothing more is charged:"),
                " ",
                ui.money(view.balance, strong=True),
            ),
            rx.cond(view.warning == "", rx.fragment(), ui.notice("warn", view.warning)),
            _ways(_("Ways to pay it off"), view.ways),
            rx.cond(view.saved == "", rx.fragment(), ui.text(view.saved, strong=True)),
            ui.columns(
                ui.field(
                    _("Monthly payment"),
                    "monthly",
                    kind="amount",
                    hint=_("Type an amount: what it would do shows at once."),
                    error=typed.error,
                    on_change=typed.pay,
                ),
                ui.live(_answer(typed.answer)),
            ),
            ui.text(
                _("Estimates, by the method that federal law sets for statements."),
                tone="faint",
                size="small",
            ),
        )
    )


def _answer(answer: Any) -> Component:
    way = answer.way
    figures = ui.definition_rows(
        ui.definition(_("Paid off in"), ui.text(way.lasts, strong=True)),
        ui.definition(_("You pay in all"), ui.money(way.total, strong=True)),
        ui.definition(_("Interest in it"), ui.money(way.interest)),
    )
    return ui.stack(
        rx.cond(way.paying == "", rx.fragment(), figures),
        rx.cond(answer.words == "", rx.fragment(), ui.text(answer.words)),
    )


def _ways(caption: str, rows: Any) -> Component:
    return ui.table(
        caption,
        (
            ui.Column(_("Each month you pay")),
            ui.Column(_("Paid off in about")),
            ui.Column(_("You pay in all"), figures=True),
            ui.Column(_("Interest in it"), figures=True),
        ),
        rows,
        _cells,
    )


def _cells(way: Any) -> tuple[Child, ...]:
    return (way.paying, way.lasts, ui.money(way.total, strong=True), ui.money(way.interest))
