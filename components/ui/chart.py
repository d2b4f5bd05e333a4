"""Charts: drawn as SVG from the start, by Plotly once somebody wants to know more.

Plotly is 355 KB and all of a page's blocking time: it is not fetched before it is wanted.
"""

from typing import Any

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

from components.ui.parts import Child, Component, Flag, Text, Var

_SCRIPT = "$/public/js/chart.js"
_FIGURE = "const figure = useFigure();"


class LiveChart(rx.Component):
    """`assets/js/chart.js`."""

    library = _SCRIPT
    tag = "LiveChart"

    name: Var[str] = prop(doc="Of the figure, beside the page's address.")
    stamp: Var[str] = prop(doc="When it changes, the figure is read again.")
    query: Var[str] = prop(doc="What the figure is asked with.")


def live_chart(
    still: Child, *, name: str, stamp: Text, label: Text, query: Text = "", **props: Any
) -> Component:
    """`still` until it is pointed at, focused or tapped; then Plotly over it.

    The figure comes from `charts/<name>.json` beside the page. What `still` says to a screen
    reader is said all the time: Plotly's drawing is hidden from it.
    """
    return LiveChart.create(
        rx.el.div(still, class_name="still"),
        rx.el.div(_plotly(), class_name="live", aria_hidden="true"),
        name=name,
        stamp=stamp,
        query=query,
        class_name="chart",
        custom_attrs={"role": "group", "aria-label": label, **props.pop("custom_attrs", {})},
        **props,
    )


def _plotly() -> Component:
    from plotly.graph_objects import Figure  # 0.7 s: only where pages are compiled

    imports = {_SCRIPT: [ImportVar(tag="useFigure")]}
    figure = Var("figure", _var_data=VarData(imports=imports, hooks={_FIGURE: None}))
    return rx.plotly.basic(data=figure.to(Figure), template=None, class_name="plot")


def drawing(
    *shapes: Child, title: Text, told: Text, box: str, stretched: bool = False
) -> Component:
    """An SVG named `title`, described by `told`. `stretched`: its shapes fill the place given."""
    attrs = {"role": "img", **({"preserveAspectRatio": "none"} if stretched else {})}
    return rx.el.svg(
        rx.el.svg.title(title), rx.el.svg.desc(told), *shapes, view_box=box, custom_attrs=attrs
    )


def side_by_side(*cards: Child) -> Component:
    """A narrow card and a wide one; below each other where there is no room."""
    return rx.el.div(*cards, class_name="charts")


def ring(chart: Child, share: Text, words: Text) -> Component:
    """A chart of `slice_of(…)`, with what matters in the middle."""
    middle = rx.el.p(rx.el.b(share), words, class_name="ring-words")
    return rx.el.div(chart, middle, class_name="ring")


def slice_of(key: Text, dash: Text, offset: Text, length: int) -> Component:
    """A part of a ring that is `length` round; `key` says its color, "track" that of none."""
    attrs = {"pathLength": length, "strokeDasharray": dash, "strokeDashoffset": offset}
    look = f"slice k-{key}"
    return rx.el.svg.circle(cx=100, cy=100, r=82, class_name=look, custom_attrs=attrs)


def plane(chart: Child, *words: Child) -> Component:
    """A chart of `stroke(…)`; `words` are `tick`, `today` and `line_name`."""
    return rx.el.div(*words, chart, class_name="plane")


def stroke(d: Text, key: str, *, dashed: bool = False) -> Component:
    """A line of a chart in a color of its own."""
    return rx.el.svg.path(d=d, class_name=f"stroke k-{key} dashed" if dashed else f"stroke k-{key}")


def tick(label: Text, top: Text) -> Component:
    """A grid line and what it stands for. `top`: from the top, CSS."""
    return _placed(rx.el.span(label), "tick", {"--top": top})


def mark(label: Text, left: Text, late: Flag) -> Component:
    """An upright line with its name, on the other side where it is `late`."""
    look = rx.cond(late, "mark late", "mark")
    return _placed(label, look, {"--left": left})


def line_name(label: Text, key: str, top: Text, *, first: bool = False) -> Component:
    """A line's name beside its end, or with `first` beside its start."""
    return _placed(label, f"name k-{key} first" if first else f"name k-{key}", {"--top": top})


def ends(first: Text, last: Text) -> Component:
    """What the left and the right end stand for."""
    return rx.fragment(_placed(first, "from", {}), _placed(last, "till", {}))


def legend(*items: Child) -> Component:
    """`legend_dot` or `legend_line` with its words each."""
    return rx.el.p(*[rx.el.span(item) for item in items], class_name="legend")


def legend_dot(key: Text, label: Text) -> Component:
    return rx.el.span(
        rx.el.i(class_name=f"dot k-{key}", aria_hidden="true"), label, class_name="name"
    )


def legend_line(label: Text, *, dashed: bool = False) -> Component:
    look = "dash dashed" if dashed else "dash"
    return rx.el.span(rx.el.i(class_name=look, aria_hidden="true"), label, class_name="name")


def _placed(words: Child, look: Text, places: dict[str, Text]) -> Component:
    """For the eye only: `drawing` tells it to a screen reader."""
    style = {"style": Var.create(places)} if places else {}
    return rx.el.span(words, class_name=look, aria_hidden="true", custom_attrs=style)
