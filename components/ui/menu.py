"""A menu button: native popover, arrow keys, Esc, focus back on the button."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.ui.icon import icon as draw
from components.ui.parts import Child, Component, Handler, Text, Var, classes


class Menu(rx.Component):
    """`assets/js/menu.js`."""

    library = "$/public/js/menu.js"
    tag = "Menu"


def menu_button(
    *children: Child, menu: Text, class_name: str = "btn secondary", **props: Any
) -> Component:
    """Opens the menu whose id is `menu`."""
    attrs: dict[str, Any] = {"aria-haspopup": "menu", "popoverTarget": menu}
    return rx.el.button(
        *children, type="button", class_name=class_name, custom_attrs=attrs, **props
    )


def menu(*items: Child, id: Text, label: Text) -> Component:
    """`items`: `menu_link` and `menu_action` each; stands anywhere on the page."""
    return Menu.create(*items, id=id, class_name="menu", custom_attrs={"aria-label": label})


def menu_group(label: Text, *items: Child) -> Component:
    """Items that belong together, under a line that says what they are."""
    title = rx.el.p(label, class_name="menu-title", aria_hidden="true")
    return rx.el.div(title, *items, role="group", aria_label=label)


def menu_link(label: Text, to: Text, *, icon: str | None = None) -> Component:
    drawn = [draw(icon)] if icon else []
    return router_link(*drawn, label, to=to, role="menuitem", tab_index=-1, class_name="menu-item")


def menu_action(
    label: Text,
    *,
    on_click: Handler = None,
    icon: str | None = None,
    danger: bool = False,
    form: str | Var[str] | None = None,
) -> Component:
    """A verb. `form`: the id of a native form that it submits."""
    drawn = [draw(icon)] if icon else []
    props: dict[str, Any] = {"type": "submit", "form": form} if form else {"type": "button"}
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(
        *drawn,
        label,
        role="menuitem",
        tab_index=-1,
        class_name=classes("menu-item", "danger" if danger else ""),
        **props,
    )
