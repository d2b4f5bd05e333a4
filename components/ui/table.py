"""A table that becomes a card per row on a phone, each figure beside its column's name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from components.ui.parts import Child, Component, Text, Var, classes


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    figures: bool = False
    """Right-aligned, tabular."""
    part: str = ""
    """Where it stands in a brief table's row on a phone: lead, amount; note and end, or tags, below
    them; one, two, three in a line with their names; more at the right."""


def table(
    caption: Text,
    columns: Sequence[Column],
    rows: Iterable[Any] | Var[Any],
    cells: Callable[[Any], Sequence[Child]],
    *,
    below: Callable[[Any], Child] | None = None,
    **props: Any,
) -> Component:
    """`cells(row)` gives one child per column; `rows` is a sequence, or a var of typed rows.

    With `part` for each column the table is brief: a phone shows a row in two or three lines.
    `below(row)`: nothing, or a `row_below` with what belongs to the row as wide as the table.
    Roles are written out because a phone's layout takes the implicit ones away in some browsers.
    """

    def body_row(row: Any) -> Component:
        drawn = cells(row)
        if len(drawn) != len(columns):
            raise ValueError(f"{len(drawn)} cells for {len(columns)} columns")
        own = rx.el.tr(
            *[_cell(column, child) for column, child in zip(columns, drawn, strict=True)],
            role="row",
        )
        return rx.fragment(own, below(row)) if below else own

    body = rx.foreach(rows, body_row) if isinstance(rows, Var) else [body_row(row) for row in rows]
    look = "brief" if columns[0].part else ""
    return rx.el.table(
        rx.el.caption(caption, class_name="vh"),
        rx.el.thead(rx.el.tr(*[_head(column) for column in columns], role="row"), role="rowgroup"),
        rx.el.tbody(*(body if isinstance(body, list) else [body]), role="rowgroup"),
        role="table",
        class_name=classes("table", look, str(props.pop("class_name", ""))),
        **props,
    )


def row_below(*children: Child, columns: int, id: Text) -> Component:
    """Part of the row before it, under it: what a button there opens (its `aria-controls`)."""
    cell = rx.el.td(*children, role="cell", col_span=columns)
    return rx.el.tr(cell, role="row", id=id, class_name="below")


def _head(column: Column) -> Component:
    return rx.el.th(
        column.label, scope="col", role="columnheader", class_name="r" if column.figures else None
    )


def _cell(column: Column, child: Child) -> Component:
    return rx.el.td(
        child,
        role="cell",
        class_name=classes("r" if column.figures else "", column.part and f"at-{column.part}")
        or None,
        custom_attrs={"data-label": column.label},
    )


def scrolling(table: Child) -> Component:
    """A wide table in a card: it scrolls sideways where it does not fit."""
    return rx.el.div(table, class_name="card scrolling")
