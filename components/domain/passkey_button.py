"""Shows a passkey: a button in a native form that carries the key's answer."""

import reflex as rx
from reflex_base.components.component import field as prop

from components import ui
from components.ui.parts import Child, Component, Text, Var
from services.language import _, current_language


class PasskeyButton(rx.Component):
    """`assets/js/passkey_log_in.js`; it submits the form that it stands in."""

    library = "$/public/js/passkey_log_in.js"
    tag = "PasskeyButton"

    options: Var[str] = prop(doc="Where a challenge is asked for.")
    autofill: Var[bool] = prop(doc="The browser lists passkeys in the email box too.")
    between: Var[str] = prop(doc="Words between what stands above and this.")
    failed: Var[str] = prop(doc="Said when the browser could not.")


def passkey_form(
    action: str, options: str, label: Text, *hidden: Child, failed: Text, autofill: bool = False
) -> Component:
    """Its place is kept while it is not shown; the lender who offers none has none (brand.css)."""
    return ui.native_form(
        action,
        rx.el.input(type="hidden", name="language", value=current_language()),
        rx.el.input(type="hidden", name="credential"),
        *hidden,
        PasskeyButton.create(
            label,
            options=options,
            autofill=autofill,
            between=_("or"),
            failed=failed,
            class_name="btn secondary wide large",
        ),
        class_name="passkeys",
    )
