"""A choice of one, each as a card with its figure at the right."""

from typing import Any

import reflex as rx

from components.ui.parts import Child, Component, Flag, Handler, Text, shown


def radio_cards(legend: Text, *options: Child, **props: Any) -> Component:
    """A `radiogroup` named `legend`; `options`: `radio_card(…)` each, or a `rx.foreach` of them."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="label"),
        *options,
        class_name="options",
        custom_attrs={"role": "radiogroup", "aria-label": legend},
        **props,
    )


def radio_card(
    label: Text,
    name: str,
    value: str,
    *,
    sub: Text | None = None,
    amount: Text | None = None,
    trailing: Child | None = None,
    default_checked: Flag = False,
    disabled: Flag = False,
    on_change: Handler = None,
) -> Component:
    """The radio's accessible name is `label` alone; `sub` and `amount` describe it.

    Not controlled: the choice shows at once, `on_change` tells the server. To choose another from
    the server, remount the group with a new `key`. `trailing`: a control at the right.
    """
    id_ = f"{name}-{value}"
    parts = [part for part, text in (("sub", sub), ("amount", amount)) if text is not None]
    attrs: dict[str, Any] = {"aria-labelledby": f"{id_}-label"}
    if parts:
        attrs["aria-describedby"] = " ".join(f"{id_}-{part}" for part in parts)
    events = {"on_change": on_change} if on_change is not None else {}
    words: list[Child] = [rx.el.span(label, id=f"{id_}-label")]
    if sub is not None:
        words.append(rx.el.span(sub, id=f"{id_}-sub", class_name="sub"))
    card: list[Child] = [
        rx.el.input(
            type="radio",
            id=id_,
            name=name,
            value=value,
            default_checked=default_checked,
            disabled=disabled,
            custom_attrs=attrs,
            **events,
        ),
        rx.el.label(*words, html_for=id_),
    ]
    if amount is not None:
        card.append(rx.el.span(amount, id=f"{id_}-amount", class_name="amount num"))
    if trailing is not None:
        card.append(shown(True, trailing))
    return rx.el.div(*card, class_name="option")
