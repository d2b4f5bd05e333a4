"""A box that searches while one types."""

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.event import passthrough_event_spec

from components.ui.field import _described, field_frame
from components.ui.parts import Component, Handler, Text, Var

WAIT_MS = 250


class SearchInput(rx.Component):
    """`assets/js/search.js`."""

    library = "$/public/js/search.js"
    tag = "SearchInput"

    asked: Var[str] = prop(doc="What the page was searched for.")
    wait: Var[int] = prop(doc="Milliseconds that the typing rests before it is sent.")

    on_search: rx.EventHandler[passthrough_event_spec(str)] = prop(doc="With what was typed.")


def search_box(
    label: Text, name: str, *, asked: Text, on_search: Handler, hint: Text, max_length: int = 100
) -> Component:
    """`on_search` gets the typed text; `asked` (a var) is put into the box when it is another."""
    attrs = {"name": name, "maxLength": max_length, "autoComplete": "off"}
    control = SearchInput.create(
        id=name,
        asked=asked,
        wait=WAIT_MS,
        on_search=on_search,
        class_name="input",
        custom_attrs={**attrs, "enterKeyHint": "search", **_described(name, hint, None)},
    )
    return field_frame(name, label, control, hint)
