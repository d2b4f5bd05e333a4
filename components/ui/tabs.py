"""Tabs: arrow keys move, the chosen tab's panel is the only one on the page."""

from typing import Any

import reflex as rx

from components.ui.parts import Child, Component, Handler, Text, Var


class TabList(rx.Component):
    """`assets/js/tabs.js`."""

    library = "$/public/js/tabs.js"
    tag = "TabList"


def tab_list(label: Text, *tabs: Child) -> Component:
    """`tabs`: `tab(…)` each."""
    return TabList.create(*tabs, class_name="tabs", custom_attrs={"aria-label": label})


def tab(
    label: str, value: str, *, current: Text, on_click: Handler, name: str = "tab"
) -> Component:
    """Chosen when `current == value`; its panel is `tab_panel(value, …)` with the same `name`."""
    chosen = current == value
    is_var = isinstance(chosen, Var)
    attrs: dict[str, Any] = {
        "aria-selected": rx.cond(chosen, "true", "false") if is_var else str(chosen).lower(),
        "aria-controls": f"{name}-{value}-panel",
        "data-label": label,
    }
    return rx.el.button(
        label,
        type="button",
        role="tab",
        id=f"{name}-{value}",
        tab_index=rx.cond(chosen, 0, -1) if is_var else (0 if chosen else -1),
        on_click=on_click,
        class_name="tab",
        custom_attrs=attrs,
    )


def tab_panel(value: str, *children: Child, name: str = "tab") -> Component:
    return rx.el.div(
        *children,
        role="tabpanel",
        id=f"{name}-{value}-panel",
        tab_index=0,
        custom_attrs={"aria-labelledby": f"{name}-{value}"},
    )
