"""Text fields: a label above, a hint below, an error tied to the input and announced."""

from typing import Any, Literal

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Child, Component, Text, Var
from services.language import _

Kind = Literal["text", "email", "tel", "search", "date", "amount", "code"]

_KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "text"},
    "email": {
        "type": "email",
        "input_mode": "email",
        "auto_complete": "username",
        "auto_capitalize": "none",
        "spell_check": False,
    },
    "tel": {"type": "tel", "input_mode": "tel", "auto_complete": "tel"},
    "search": {"type": "search", "enter_key_hint": "search"},
    "date": {"type": "date"},
    "amount": {"type": "text", "input_mode": "decimal", "auto_complete": "off", "max_length": 16},
    "code": {
        "type": "text",
        "input_mode": "numeric",
        "auto_complete": "one-time-code",
        # room for "123 456" and for a recovery code
        "max_length": 16,
    },
}


class PasswordInput(rx.Component):
    """`assets/js/password.js`."""

    library = "$/public/js/password.js"
    tag = "PasswordInput"

    name: Var[str] = prop(doc="Name in the form.")
    auto_complete: Var[str] = prop(doc="current-password or new-password.")
    required: Var[bool] = prop(doc="The form is not sent without it.")
    show_label: Var[str] = prop(doc="The button while dots are shown.")
    hide_label: Var[str] = prop(doc="The button while the text is shown.")


def _described(id_: str, hint: Text | None, error: Text | None) -> dict[str, Any]:
    ids = [f"{id_}-{part}" for part, text in (("hint", hint), ("error", error)) if text is not None]
    attrs: dict[str, Any] = {"aria-describedby": " ".join(ids)} if ids else {}
    if isinstance(error, Var):
        attrs["aria-invalid"] = rx.cond(error == "", "false", "true")
    elif error:
        attrs["aria-invalid"] = "true"
    return attrs


def field_frame(
    id_: str, label: Text, control: Child, hint: Text | None = None, error: Text | None = None
) -> Component:
    """Label, control, hint, error. An error that may come later is a var: "" for none."""
    below: list[Component] = []
    if hint is not None:
        below.append(rx.el.p(hint, id=f"{id_}-hint", class_name="hint"))
    if error is not None:
        below.append(field_error(id_, error))
    return rx.el.div(rx.el.label(label, html_for=id_), control, *below, class_name="field")


def field(
    label: Text,
    name: str,
    *,
    kind: Kind = "text",
    hint: Text | None = None,
    error: Text | None = None,
    id: str | None = None,
    **props: Any,
) -> Component:
    """A labelled input; `props` go to the `<input>`.

    Give `default_value` rather than `value`: what is being typed then never waits for the server
    (remount with `key=` to put something else into it).
    """
    id_ = id or name
    given = {**_KINDS[kind], **props}
    custom = {**_described(id_, hint, error), **given.pop("custom_attrs", {})}
    control: Component = rx.el.input(
        id=id_,
        name=name,
        class_name="input code" if kind == "code" else "input",
        custom_attrs=custom,
        **given,
    )
    if kind == "amount":
        control = rx.el.span(
            rx.el.span("$", class_name="before", aria_hidden="true"), control, class_name="boxed"
        )
    return field_frame(id_, label, control, hint, error)


def field_error(id: str, error: Text) -> Component:
    """The error of a control that stands somewhere else; read out as it comes."""
    return rx.el.p(
        error, id=f"{id}-error", class_name="error", custom_attrs={"aria-live": "polite"}
    )


def amount_input(
    label: Text, name: str, *, error: Text | None = None, id: str | None = None, **props: Any
) -> Component:
    """The amount box alone, named by `label` for a screen reader: for inside an option card.

    `error`: what `field_error` shows elsewhere.
    """
    return rx.el.span(
        rx.el.span("$", class_name="before", aria_hidden="true"),
        rx.el.input(
            id=id or name,
            name=name,
            class_name="input",
            aria_label=label,
            custom_attrs=_described(id or name, None, error),
            **{**_KINDS["amount"], **props},
        ),
        class_name="boxed trailing",
    )


def password_field(
    label: Text,
    name: str = "password",
    *,
    new: bool = False,
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = True,
    id: str | None = None,
) -> Component:
    """A password box with *Show*. `new`: the password manager offers to make one."""
    id_ = id or name
    control = PasswordInput.create(
        id=id_,
        name=name,
        class_name="input",
        auto_complete="new-password" if new else "current-password",
        required=required,
        show_label=_("Show"),
        hide_label=_("Hide"),
        custom_attrs=_described(id_, hint, error),
    )
    return field_frame(id_, label, control, hint, error)
