"""The two charts as Plotly figures, plain dicts; what is hovered says exact amounts.

Values are integer cents: they place a point, the texts beside them say the amount. Colors are the
names of the style sheet's properties; the page that draws them knows what they are at the moment.
"""

from collections.abc import Sequence
from typing import Any

from services.account_summary.paid import parts_of
from services.account_summary.schedule import schedule_frame
from services.account_summary.series import Point, Series
from services.accounts.standing import Standing
from services.language import _, current_language, formats
from services.what_if.curves import Point as Plotted
from services.what_if.curves import balances_on

COLORS = {
    "principal": "--c-principal",
    "interest": "--c-interest",
    "fees": "--c-fees",
    "balance": "--c-balance",
    "written-off": "--ink-3",
}
_LINE_COLORS = {**COLORS, "balance": "--ink"}
_LABEL = {
    "bgcolor": "--surface",
    "bordercolor": "--line-strong",
    "font": {"color": "--ink", "size": 13},
}
_BARE: dict[str, Any] = {
    "showlegend": False,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "hoverlabel": _LABEL,
    "dragmode": False,
}
Figure = dict[str, Any]


def paid_figure(one: Standing) -> Figure:
    """The ring."""
    parts = parts_of(one.position)
    pie = {
        "type": "pie",
        "hole": 0.7,
        "sort": False,
        "direction": "clockwise",
        "textinfo": "none",
        "labels": [part.label for part in parts],
        "values": [part.cents for part in parts],
        "customdata": [f"{formats.money(part.cents)}<br>{part.share}" for part in parts],
        "hovertemplate": "<b>%{label}</b><br>%{customdata}<extra></extra>",
        "marker": {"colors": [COLORS[part.key] for part in parts]},
    }
    return {"data": [pie], "layout": {**_BARE, "margin": _margin(0)}}


def schedule_figure(one: Standing, series: Series, plan: Sequence[Plotted] = ()) -> Figure:
    """The lines: history solid, projection dashed; the amounts of a day in one label.

    `plan`: the balance if more is paid, from today on.
    """
    frame = schedule_frame(series)
    axis = {"fixedrange": True, "showgrid": False, "zeroline": False, "showticklabels": False}
    layout: Figure = {
        **_BARE,
        "margin": _margin(0),
        "hovermode": "x unified",
        "hoverdistance": -1,
        "xaxis": {
            **axis,
            "type": "date",
            "range": [frame.start.isoformat(), frame.end.isoformat()],
            "hoverformat": {"en": "%b %-d, %Y", "es": "%-d %b %Y"}[current_language()],
            "spikemode": "across",
            "spikecolor": "--line-strong",
            "spikethickness": 1,
        },
        "yaxis": {**axis, "range": [0, frame.top]},
    }
    traces = [*_traces(series), *(_planned(series, plan) if plan else ())]
    return {"data": traces, "layout": layout, "config": formats.plotly_locale()}


def _traces(series: Series) -> list[Figure]:
    """A line is drawn in two parts; a third trace, unseen, has all its points to be hovered."""
    names = {
        "balance": _("Principal balance"),
        "principal": _("Principal paid"),
        "interest": _("Interest paid"),
    }
    ahead = [series.history[-1], *series.projection]
    drawn = [
        _line(key, points, dash)
        for key in names
        for points, dash in ((series.history, "solid"), (ahead, "dash"))
    ]
    return drawn + [_hovered(key, name, series) for key, name in names.items()]


def _line(key: str, points: Sequence[Point], dash: str) -> Figure:
    style = {"color": _LINE_COLORS[key], "width": 2, "dash": dash}
    return {**_placed(key, points), "mode": "lines", "hoverinfo": "skip", "line": style}


def _hovered(key: str, name: str, series: Series) -> Figure:
    past = [formats.money(getattr(point, key)) for point in series.history]
    ahead = [
        _("{amount}, projected").format(amount=formats.money(getattr(point, key)))
        for point in series.projection
    ]
    dot = f'<span style="color:{_LINE_COLORS[key]}">●</span>'
    return {
        **_placed(key, series.points),
        "mode": "lines",
        "name": name,
        "line": {"color": _LINE_COLORS[key], "width": 0},
        "customdata": [*past, *ahead],
        "hovertemplate": f"{dot} {name}: %{{customdata}}<extra></extra>",
    }


def _planned(series: Series, plan: Sequence[Plotted]) -> list[Figure]:
    """Drawn as it is; hovered at the points of the other lines, so that one label has them all.

    Until today it is the balance itself: Plotly would take the nearest point where there is none.
    """
    color, name = "--info", _("Balance with this")
    drawn = {
        "type": "scatter",
        "x": [point.on.isoformat() for point in plan],
        "y": [point.balance for point in plan],
        "mode": "lines",
        "hoverinfo": "skip",
        "line": {"color": color, "width": 2, "dash": "dot"},
    }
    balances = [
        *(point.balance for point in series.history),
        *balances_on(plan, [point.on for point in series.projection]),
    ]
    hovered = {
        "type": "scatter",
        "x": [point.on.isoformat() for point in series.points],
        "y": balances,
        "mode": "lines",
        "name": name,
        "line": {"color": color, "width": 0},
        "customdata": [formats.money(cents) for cents in balances],
        "hovertemplate": f'<span style="color:{color}">●</span> {name}: '
        "%{customdata}<extra></extra>",
    }
    return [drawn, hovered]


def _placed(key: str, points: Sequence[Point]) -> Figure:
    days, cents = [point.on.isoformat() for point in points], [getattr(p, key) for p in points]
    return {"type": "scatter", "x": days, "y": cents}


def _margin(size: int) -> dict[str, int]:
    return {"l": size, "r": size, "t": size, "b": size}
