"""Elements that the browser serves by itself, with and without JavaScript: form and link."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field
from reflex_components_core.el.elements.base import BaseHTML

from components.ui.parts import Child, Component, Text, Var


class NativeForm(BaseHTML):
    """`rx.el.form` without `on_submit` gets one that prevents the submit; this has none."""

    tag = "form"

    action: Var[str] = field(doc="Where the form is posted.")
    method: Var[str] = field(doc="HTTP method.")
    no_validate: Var[bool] = field(doc="The browser's own checks are off.")
    auto_complete: Var[str] = field(doc="on or off.")
    enc_type: Var[str] = field(doc="multipart/form-data for a form with a file.")


class NativeLink(BaseHTML):
    """`rx.el.a` becomes a link of the router, which moves no focus to a `#place`."""

    tag = "a"

    href: Var[str] = field(doc="Where it leads.")


def native_form(action: Text, *children: Child, method: str = "post", **props: Any) -> Component:
    """Children in a column; answer the post with 303."""
    props.setdefault("class_name", "stack")
    return NativeForm.create(*children, action=action, method=method, **props)


def form(on_submit: Any, *children: Child, **props: Any) -> Component:
    """Children in a column, sent over the socket as a dict; for what needs no password."""
    props.setdefault("class_name", "stack")
    return rx.el.form(*children, on_submit=on_submit, **props)
