"""White surfaces on paper."""

from typing import Any

import reflex as rx

from components.ui.parts import Child, Component, Flag, Text, Var, classes


def card(*children: Child, pad: bool = True, quiet: bool = False, **props: Any) -> Component:
    """A surface with a thin line. `quiet`: for what is over (paid in full)."""
    return rx.el.div(
        *children,
        class_name=classes("card", "pad" if pad else "", "quiet" if quiet else ""),
        **props,
    )


def article_card(*children: Child, label: Any, quiet: Flag = False, **props: Any) -> Component:
    """A card that is an `article` named `label`."""
    names = classes("card", "pad", "quiet" if quiet is True else "")
    if isinstance(quiet, Var):
        names = rx.cond(quiet, f"{names} quiet", names)
    return rx.el.article(
        *children,
        aria_label=label,
        class_name=names,
        **props,
    )


def topic_card(title: str, words: Text, *content: Child) -> Component:
    """One of several things to settle on a page: what it is about at the left, a phone's top."""
    head = rx.el.header(rx.el.h2(title), rx.el.p(words))
    return rx.el.section(
        head,
        rx.el.div(*content, class_name="stack"),
        class_name="card pad topic",
        custom_attrs={"aria-label": title},
    )


def well(*children: Child, **props: Any) -> Component:
    """A sunken box for worked-out figures inside a card or dialog."""
    return rx.el.div(*children, class_name="well", **props)
