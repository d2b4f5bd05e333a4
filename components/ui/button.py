"""Buttons and links: what a borrower presses."""

from typing import Any, Literal

import reflex as rx
from reflex_components_core.react_router import link as router_link

from components.ui.form import NativeLink
from components.ui.icon import icon as draw
from components.ui.parts import Child, Component, Flag, Handler, Text, Var, classes

Look = Literal["primary", "ink", "secondary", "ghost", "danger"]


def _classes(look: Look, wide: bool, large: bool) -> str:
    return classes("btn", look, "wide" if wide else "", "large" if large else "")


def _content(
    label: Text, icon: str | None, pending: Flag, pending_label: Text | None
) -> list[Child]:
    drawn: list[Child] = [draw(icon)] if icon else []
    idle = rx.fragment(*drawn, label)
    busy = rx.fragment(rx.el.span(class_name="spin", aria_hidden="true"), pending_label or label)
    if isinstance(pending, Var):
        return [rx.cond(pending, busy, idle)]
    return [busy if pending else idle]


def button(
    label: Text,
    *,
    on_click: Handler = None,
    look: Look = "secondary",
    icon: str | None = None,
    pending: Flag = False,
    pending_label: Text | None = None,
    disabled: Flag = False,
    submit: bool = False,
    wide: bool = False,
    large: bool = False,
    **props: Any,
) -> Component:
    """A verb. While `pending` it cannot be pressed, is `aria-busy` and shows `pending_label`."""
    blocked = (
        pending | disabled
        if isinstance(pending, Var) or isinstance(disabled, Var)
        else (pending or disabled)
    )
    if on_click is not None:
        props["on_click"] = on_click
    attrs = {"aria-busy": pending} if isinstance(pending, Var) or pending else {}
    return rx.el.button(
        *_content(label, icon, pending, pending_label),
        type="submit" if submit else "button",
        disabled=blocked,
        class_name=_classes(look, wide, large),
        custom_attrs={**attrs, **props.pop("custom_attrs", {})},
        **props,
    )


def icon_button(label: Text, icon: str, *, on_click: Handler = None, **props: Any) -> Component:
    """A square button with a drawing only; `label` is its name for a screen reader."""
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(
        draw(icon), type="button", class_name="btn ghost square", aria_label=label, **props
    )


def expander(label: Text, is_open: Var[bool], *, controls: Text, on_click: Handler) -> Component:
    """Opens and closes the part with the id `controls`; `label` is its name for a screen reader."""
    attrs = {"aria-expanded": rx.cond(is_open, "true", "false"), "aria-controls": controls}
    return icon_button(label, "chevron-down", on_click=on_click, custom_attrs=attrs)


def aside_button(label: Text, hint: Text, *, on_click: Handler = None, **props: Any) -> Component:
    """A quiet question mark beside a figure; `hint` shows under a mouse."""
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(
        draw("help"),
        type="button",
        class_name="aside",
        aria_label=label,
        title=hint,
        **props,
    )


def button_link(
    label: Text,
    to: Text,
    *,
    look: Look = "secondary",
    icon: str | None = None,
    wide: bool = False,
    large: bool = False,
    reload: bool = False,
    **props: Any,
) -> Component:
    """A link that looks like a button: it leads somewhere and changes nothing."""
    drawn = [draw(icon)] if icon else []
    return _anchor(to, reload)(*drawn, label, class_name=_classes(look, wide, large), **props)


def link(
    *children: Child, to: Text, reload: bool = False, standalone: bool = True, **props: Any
) -> Component:
    """A text link. `reload`: leave by a full page load (another language, log-in, a file)."""
    return _anchor(to, reload)(
        *children, class_name=classes("link", "standalone" if standalone else ""), **props
    )


def text_button(
    label: Child, *, on_click: Handler, icon: str | None = None, **props: Any
) -> Component:
    """A button that looks like a link."""
    drawn = [draw(icon)] if icon else []
    return rx.el.button(
        *drawn, label, type="button", on_click=on_click, class_name="link standalone", **props
    )


def _anchor(to: Text, reload: bool) -> Any:
    """Inside the app a link keeps the page's socket; else it is a plain `<a>`."""

    def make(*children: Child, **props: Any) -> Component:
        if reload:
            return NativeLink.create(*children, href=to, **props)
        return router_link(*children, to=to, **props)

    return make
