"""*Explain this number*: the question mark beside a figure, and the dialog that it opens."""

from typing import Any

import reflex as rx

from components import ui
from components.ui.parts import Child, Component, Text
from services.explain.page import FIGURES, asking
from services.explain.views import Line, Step
from services.language import _


def explain_button(explain: Any, figure: Text) -> Child:
    """`explain`: the state of the dialog. Nothing where `figure` is "" (a var may be)."""
    if isinstance(figure, str):
        return _button(explain, figure, asking(figure))
    names = [(one, asking(one)) for one in FIGURES]
    button = _button(explain, figure, rx.match(figure, *names, ""))
    return rx.cond(figure == "", rx.fragment(), button)


def _button(explain: Any, figure: Text, name: Any) -> Component:
    return ui.aside_button(name, _("How is this computed?"), on_click=explain.open(figure))


def explain_dialog(explain: Any) -> Component:
    """`explain`: vars `figure`, `view` and `problem`, event `close`; see `state/explain.py`."""
    return ui.dialog(
        _("How is this computed?"),
        rx.cond(
            explain.problem == "",
            ui.stack(rx.foreach(explain.view.steps, _step), gap=5),
            ui.notice("bad", explain.problem, urgent=True),
        ),
        id="explain",
        subtitle=explain.view.title,
        open=explain.shown,
        on_close=explain.close,
    )


def _step(step: Step) -> Component:
    return ui.stack(
        ui.text(step.words),
        ui.well(
            ui.definition_rows(
                rx.foreach(step.lines, _line),
                ui.definition(step.total.label, step.total.amount, total=True),
                dense=True,
            )
        ),
        gap=3,
    )


def _line(line: Line) -> Component:
    return ui.definition(line.label, line.amount, detail=line.detail)
