"""The tab Summary of an installment account: the ring, the amortization lines, the facts."""

from typing import Any

import reflex as rx

from components import ui
from components.domain.explain import explain_button
from components.ui.parts import Child, Component, Handler, Var
from services.account_summary.frame import SIZE
from services.account_summary.views import Slice, Tick
from services.language import _

_NOTHING = "\u00a0"
"""Keeps the height of a line that is still to come."""


def account_summary(summary: Any, explain: Any, what_if: Any, see_breakdown: Handler) -> Child:
    """`summary`: the state of the tab, see `state/account_summary.py`; `explain` and `what_if` of
    their dialogs.

    What is still to come has its place already: nothing moves when it is there.
    """
    failed = ui.card(
        ui.failed_state(
            _("The summary could not be read"),
            _("Please try again in a moment."),
            on_retry=summary.load,
        )
    )
    lines = _schedule(summary.schedule, what_if, see_breakdown)
    shown = ui.stack(
        ui.side_by_side(_paid(summary.view.paid, summary.schedule.told), lines),
        ui.card(_facts(summary.view.facts, summary.status == "ready", explain), pad=True),
    )
    return rx.cond(summary.status == "failed", failed, shown)


def _paid(paid: Any, stamp: Var[str]) -> Component:
    """`stamp` changes with the account's figures."""
    title = _("What you've paid")
    repaid = _("principal repaid")
    told = rx.Var.create(f"{paid.repaid} {repaid}")
    track = ui.slice_of("track", f"{SIZE} 0", "0", SIZE)
    drawn = ui.drawing(
        track, rx.foreach(paid.slices, _slice), title=title, told=told, box="0 0 200 200"
    )
    chart = ui.live_chart(drawn, name="paid", stamp=stamp, label=title, data_testid="chart-paid")
    coming = rx.fragment(*[ui.definition(_NOTHING, "") for _row in range(4)])
    legend = rx.cond(paid.slices.length() == 0, coming, rx.foreach(paid.slices, _legend))
    return ui.card(
        ui.heading(title),
        ui.ring(chart, paid.repaid, repaid),
        ui.definition_rows(legend),
        pad=True,
    )


def _slice(one: Slice) -> Component:
    return ui.slice_of(one.key, one.dash, one.offset, SIZE)


def _legend(one: Slice) -> Component:
    return ui.definition(
        ui.legend_dot(one.key, one.label),
        rx.fragment(one.amount, rx.el.small(one.share)),
    )


def _schedule(schedule: Any, what_if: Any, see_breakdown: Handler) -> Component:
    is_planned = (what_if.curve.key != "") & (what_if.curve.key == schedule.key)
    title = _("Amortization schedule")
    names = (
        ("owed", "balance", _("Principal balance")),
        ("principal", "principal", _("Principal paid")),
        ("interest", "interest", _("Interest paid")),
    )
    drawn = ui.drawing(
        *[ui.stroke(getattr(schedule.ahead, of), key, dashed=True) for key, of, _name in names],
        *[ui.stroke(getattr(schedule.lines, of), key) for key, of, _name in names],
        rx.cond(is_planned, ui.stroke(what_if.curve.path, "plan"), rx.fragment()),
        title=title,
        told=schedule.told,
        box=f"0 0 {SIZE} {SIZE}",
        stretched=True,
    )
    chart = ui.live_chart(
        drawn,
        name="schedule",
        stamp=schedule.told,
        query=rx.cond(is_planned, what_if.curve.query, ""),
        label=title,
        data_testid="chart-schedule",
    )
    places = {
        "balance": schedule.balance_at,
        "principal": schedule.principal_at,
        "interest": schedule.interest_at,
    }
    words = [ui.line_name(name, key, places[of], first=of == "balance") for key, of, name in names]
    return ui.card(
        ui.row(
            ui.heading(title),
            ui.text_button(_("See Breakdown"), on_click=see_breakdown),
            between=True,
        ),
        ui.plane(
            chart,
            rx.foreach(schedule.ticks, _tick),
            rx.cond(
                schedule.today == "",
                rx.fragment(),
                ui.mark(_("Today"), schedule.today, schedule.today_late),
            ),
            rx.cond(schedule.ticks.length() == 0, rx.fragment(), rx.fragment(*words)),
            ui.ends(schedule.start, schedule.end),
        ),
        ui.legend(
            *[ui.legend_dot(key, name) for key, _of, name in names],
            ui.legend_line(_("Actual")),
            ui.legend_line(_("Projected"), dashed=True),
        ),
        rx.cond(is_planned, _plan(what_if), rx.fragment()),
        _note(schedule.before),
        _note(schedule.after),
        pad=True,
    )


def _plan(what_if: Any) -> Component:
    return ui.row(
        ui.legend(ui.legend_dot("plan", what_if.curve.words)),
        ui.text_button(_("Remove"), on_click=what_if.forget),
        between=True,
    )


def _tick(one: Tick) -> Component:
    return ui.tick(one.label, one.at)


def _note(words: Var[str]) -> Component:
    return rx.cond(words == "", rx.fragment(), ui.text(words, tone="muted", size="small"))


def _facts(facts: Any, is_ready: Var[bool], explain: Any) -> Component:
    def optional(value: Var[str], row: Component) -> Component:
        return rx.cond((value == "") & is_ready, rx.fragment(), row)

    def said(words: Var[str]) -> Var[str]:
        return rx.cond(words == "", _NOTHING, words)

    def explained(label: str, value: Var[str], words: Var[str], figure: str) -> Component:
        return ui.fact(label, value, more=said(words), aside=explain_button(explain, figure))

    payoff = explained(_("Payoff amount today"), facts.payoff, facts.per_diem, "payoff")
    interest = explained(_("Interest accrued"), facts.interest, facts.interest_as_of, "interest")
    return ui.facts(
        ui.fact(_("Interest rate"), facts.rate),
        optional(facts.apr, ui.fact(_("APR"), facts.apr)),
        ui.fact(_("Original principal"), facts.original),
        ui.fact(rx.cond(facts.end == "", _("Projected payoff date"), facts.end_label), facts.end),
        ui.fact(_("Remaining payments"), facts.remaining),
        optional(facts.payoff, payoff),
        optional(facts.interest, interest),
        rx.cond(
            facts.paid,
            explained(_("Last payment"), facts.last_payment, facts.last_payment_on, "last_payment"),
            ui.fact(_("Last payment"), facts.last_payment, more=said(facts.last_payment_on)),
        ),
        rx.cond(
            facts.final == "",
            rx.fragment(),
            ui.fact(_("Final payment"), facts.final, more=facts.final_on),
        ),
    )
