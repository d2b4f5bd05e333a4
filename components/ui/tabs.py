"""Tabs: arrow keys move, the chosen tab's panel is the only one on the page."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.ui.parts import Child, Component, Handler, Text, Var


class TabList(rx.Component):
    """`assets/js/tabs.js`."""

    library = "$/public/js/tabs.js"
    tag = "TabList"


def tab_list(label: Text, *tabs: Child) -> Component:
    """`tabs`: `tab(…)` or `tab_link(…)` each."""
    return TabList.create(*tabs, class_name="tabs", custom_attrs={"aria-label": label})


def tab(
    label: str, value: str, *, current: Text, on_click: Handler, name: str = "tab"
) -> Component:
    """Chosen when `current == value`; its panel is `tab_panel(value, …)` with the same `name`."""
    return rx.el.button(
        label, type="button", on_click=on_click, **_as_tab(label, value, current, name)
    )


def tab_link(label: str, value: str, *, current: Text, to: str, name: str = "tab") -> Component:
    """A tab that is an address: it goes into the history, and the page stays where it is."""
    return router_link(
        label, to=to, prevent_scroll_reset=True, **_as_tab(label, value, current, name)
    )


def _as_tab(label: str, value: str, current: Text, name: str) -> dict[str, Any]:
    chosen = current == value
    is_var = isinstance(chosen, Var)
    attrs: dict[str, Any] = {
        "aria-selected": rx.cond(chosen, "true", "false") if is_var else str(chosen).lower(),
        "aria-controls": f"{name}-{value}-panel",
        "data-label": label,
    }
    return {
        "role": "tab",
        "id": f"{name}-{value}",
        "tab_index": rx.cond(chosen, 0, -1) if is_var else (0 if chosen else -1),
        "class_name": "tab",
        "custom_attrs": attrs,
    }


def tab_panel(value: str, *children: Child, name: str = "tab") -> Component:
    return rx.el.div(
        *children,
        role="tabpanel",
        id=f"{name}-{value}-panel",
        tab_index=0,
        custom_attrs={"aria-labelledby": f"{name}-{value}"},
    )
