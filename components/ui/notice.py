"""What the borrower should know now."""

from typing import Any, Literal

import reflex as rx

from components.ui.icon import icon
from components.ui.parts import Child, Component, Text, classes

Tone = Literal["ok", "warn", "bad", "info"]
_ICONS: dict[Tone, str] = {"ok": "success", "warn": "warning", "bad": "error", "info": "info"}


def notice(
    tone: Tone,
    *children: Child,
    title: Text | None = None,
    action: Child | None = None,
    hero: bool = False,
    urgent: bool = False,
    leading: Child | None = None,
    **props: Any,
) -> Component:
    """A box with its cause and one action. A `status` for screen readers; `urgent`: an `alert`.

    `hero`: the wide one on top of a page, led by `leading` (a badge) instead of the icon.
    """
    words: list[Child] = [rx.el.b(title), " "] if title is not None else []
    parts: list[Child] = [
        leading if leading is not None else icon(_ICONS[tone]),
        rx.el.div(*words, *children, class_name="body"),
    ]
    if action is not None:
        parts.append(action)
    return rx.el.div(
        *parts,
        role="alert" if urgent else "status",
        class_name=classes(
            "notice", tone, "hero" if hero else "", str(props.pop("class_name", ""))
        ),
        **props,
    )


def targeted_notice(id: str, tone: Tone, *children: Child, title: Text | None = None) -> Component:
    """Prerendered and hidden; shown when the address ends in `#id`: no JavaScript is needed."""
    return notice(
        tone, *children, title=title, urgent=True, id=id, tab_index=-1, class_name="targeted"
    )


def live(*children: Child, urgent: bool = False, **props: Any) -> Component:
    """A place that is always there; what appears inside is read out."""
    return rx.el.div(
        *children, custom_attrs={"aria-live": "assertive" if urgent else "polite"}, **props
    )
